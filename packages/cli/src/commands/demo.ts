/** Options of `huntkit demo`. */
export interface DemoCommandOptions {
  readonly out: string;
  readonly date: string;
  readonly seed?: string;
}
export async function demoCommand(_options: DemoCommandOptions, _s: unknown): Promise<number> { return 0; }
