using AigcStudio.Core;

namespace AigcStudio.Data.Accounts;

/// <summary>An act on people, keys or invitations that the rules refuse; codes begin with <c>accounts.</c>.</summary>
public sealed class AccountException(string code, params object[] arguments) : StudioException(code, arguments);
