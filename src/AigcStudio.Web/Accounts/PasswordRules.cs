using System.Collections.Frozen;
using AigcStudio.Data.Accounts;
using Microsoft.AspNetCore.Identity;

namespace AigcStudio.Web.Accounts;

/// <summary>
/// Refuses passwords that are long enough and still among the first to be guessed: known ones, one short piece over and
/// over, and the person's own name.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<Person>
{
    public const int MinimumLength = 12;

    private static readonly FrozenSet<string> Common = Load();

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) =>
        Task.FromResult(IsCommon(user, password ?? "")
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordCommon", Description = "The password is easily guessed." })
            : IdentityResult.Success);

    private static bool IsCommon(Person user, string password)
    {
        var letters = password.ToLowerInvariant();
        var core = letters.TrimEnd("0123456789!.?-_@#$ ".ToCharArray());
        return Common.Contains(letters) || Common.Contains(core) || Repeats(letters) || Names(user).Any(n => core == n || letters == n);
    }

    private static IEnumerable<string> Names(Person user) => new[] { user.UserName, user.Email, user.DisplayName, user.Email?.Split('@')[0] }
        .OfType<string>()
        .Select(n => n.ToLowerInvariant());

    /// <summary>True for up to four characters said over and over, such as <c>abcabcabcabc</c>.</summary>
    private static bool Repeats(string text) => Enumerable.Range(1, 4).Any(
        length => text.Length > length && Enumerable.Range(length, text.Length - length).All(i => text[i] == text[i - length]));

    private static FrozenSet<string> Load()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet();
    }
}
