/** A whole number with commas between thousands: `12,345`. */
export function groupedNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}
