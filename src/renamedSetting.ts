/** The values of one setting, as VS Code's `WorkspaceConfiguration.inspect` returns them. */
interface SettingValues {
  defaultValue?: unknown;
  globalValue?: unknown;
}

/**
 * A machine-scoped setting that was renamed: the user's value under the new name, else the user's value under the old
 * name, else the default.
 */
export function renamedSetting(
  section: { inspect(name: string): SettingValues | undefined },
  name: string,
  oldName: string,
): unknown {
  const current = section.inspect(name);
  return current?.globalValue ?? section.inspect(oldName)?.globalValue ?? current?.defaultValue;
}
