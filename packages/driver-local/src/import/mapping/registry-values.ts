const roots: readonly (readonly [RegExp, string])[] = [
  [/^(?:HKLM|\\REGISTRY\\MACHINE)(?=\\|$)/i, "HKEY_LOCAL_MACHINE"],
  [/^(?:HKU|HKEY_USERS|\\REGISTRY\\USER)(?=\\S-1-)/i, "HKEY_CURRENT_USER"],
  [/^(?:HKU|\\REGISTRY\\USER)(?=\\|$)/i, "HKEY_USERS"],
  [/^HKCR(?=\\|$)/i, "HKEY_CLASSES_ROOT"],
  [/^HKCU(?=\\|$)/i, "HKEY_CURRENT_USER"],
  [/^HKCC(?=\\|$)/i, "HKEY_CURRENT_CONFIG"],
];

/**
 * A registry path as the service writes it: long root names, and a user's hive as `HKEY_CURRENT_USER\<SID>\…` (published
 * results of DeviceRegistryEvents queries).
 */
export function registryPath(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  for (const [pattern, name] of roots) if (pattern.test(path)) return path.replace(pattern, name);
  return path;
}

/** Parts a path into key and value name. Value names may be file paths (`C:\…`) or device paths (`\Device\…`). */
export function splitRegistryValue(path: string | undefined): { readonly key?: string; readonly name?: string } {
  const whole = registryPath(path);
  if (whole === undefined) return {};
  const odd = /\\(?=[A-Za-z]:\\|\\(?:Device|\?\?)\\)/.exec(whole);
  const cut = odd ? odd.index : whole.lastIndexOf("\\");
  return cut < 0 ? { key: whole } : { key: whole.slice(0, cut), name: whole.slice(cut + 1) };
}

/** A value's data and type from Sysmon's `Details`. Sysmon does not tell the types of texts apart, so they have none. */
export function registryData(details: string | undefined): { readonly type?: string; readonly data?: string } {
  if (details === undefined) return {};
  const dword = /^DWORD \(0x([0-9a-f]{1,8})\)$/i.exec(details);
  if (dword) return { type: "Dword", data: String(parseInt(dword[1] ?? "0", 16)) };
  const qword = /^QWORD \(0x([0-9a-f]{1,8})-0x([0-9a-f]{1,8})\)$/i.exec(details);
  if (qword) return { type: "Qword", data: BigInt(`0x${qword[1]}${(qword[2] ?? "").padStart(8, "0")}`).toString() };
  if (details === "Binary Data") return { type: "Binary" };
  return { data: details === "(Empty)" ? "" : details };
}
