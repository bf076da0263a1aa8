/**
 * Macros by head, for example `kql_strlen(s)`, with their SQL body. All of it is text of ours. A macro's lambda parameters
 * begin with the macro's own short name, because a macro's arguments are pasted into its body: an argument that is itself a
 * lambda parameter must not be caught by a lambda of the macro. A body that needs its argument often and costly takes it
 * through `list_transform([argument], lambda …)[1]`, so that it is worked out once.
 */
export type MacroSet = Readonly<Record<string, string>>;
