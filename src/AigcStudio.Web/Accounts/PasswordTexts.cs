using Microsoft.AspNetCore.Identity;

namespace AigcStudio.Web.Accounts;

/// <summary>Sentences for what Identity refuses, without repeating one.</summary>
public static class PasswordTexts
{
    public static IReadOnlyList<string> Of(IdentityResult result) => [.. result.Errors.Select(e => CodeOf(e.Code)).Distinct()];

    private static string CodeOf(string code) => code switch
    {
        "PasswordTooShort" => "password.tooShort",
        "PasswordCommon" => "password.common",
        "PasswordMismatch" => "password.wrong",
        "DuplicateEmail" or "DuplicateUserName" => "accounts.emailTaken",
        "InvalidEmail" or "InvalidUserName" => "accounts.emailInvalid",
        _ => "accounts.refused",
    };
}
