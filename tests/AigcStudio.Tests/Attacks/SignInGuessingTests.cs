using System.Net;
using System.Text.RegularExpressions;
using AigcStudio.Core.Accounts;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Attacks;

/// <summary>Whoever tries addresses and passwords learns from no answer, and from none of the work behind it, which addresses there are.</summary>
public sealed partial class SignInGuessingTests : IAsyncDisposable
{
    private const string Password = "purple lamp under seven bridges";

    private readonly CountingHasher _hasher = new();
    private readonly StudioApp _studio;

    public SignInGuessingTests() => _studio = new() { More = services => services.AddSingleton<IPasswordHasher<Person>>(_hasher) };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task An_unknown_address_a_wrong_password_a_closed_and_a_locked_account_and_one_without_a_password_answer_alike_after_the_same_work()
    {
        var known = await PersonAsync(_ => { });
        var closed = await PersonAsync(p => p.Disabled = true);
        var locked = await PersonAsync(p => (p.LockoutEnabled, p.LockoutEnd) = (true, DateTimeOffset.MaxValue));
        var host = await PersonAsync(p => p.PasswordHash = null);

        var answers = new List<(HttpStatusCode, string, int)>();
        foreach (var (email, password) in new[] { ("nobody@example.org", Password), (known, "not the right one"), (closed, Password), (locked, Password), (locked, "not the right one"), (host, Password) })
        {
            answers.Add(await TryAsync(email, password));
        }

        Assert.Contains("locked for five minutes", answers[0].Item2, StringComparison.Ordinal);
        Assert.All(answers, a => Assert.Equal(answers[0], a));
        Assert.Equal(1, answers[0].Item3);
    }

    private async Task<(HttpStatusCode, string, int)> TryAsync(string email, string password)
    {
        using var browser = _studio.CreateClient();
        var html = await browser.GetStringAsync("/sign-in", Cancel);
        var before = _hasher.Checks;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["Given.Email"] = email,
                ["Given.Password"] = password,
                ["_handler"] = "sign-in",
                ["__RequestVerificationToken"] = Forgery().Match(html).Groups[1].Value,
            }),
        };
        request.Headers.Add("Origin", browser.BaseAddress!.GetLeftPart(UriPartial.Authority));
        using var answer = await browser.SendAsync(request, Cancel);
        var page = (await answer.Content.ReadAsStringAsync(Cancel)).Replace(email, "", StringComparison.Ordinal);
        return (answer.StatusCode, Passing().Replace(page, ""), _hasher.Checks - before);
    }

    private async Task<string> PersonAsync(Action<Person> change)
    {
        var person = await _studio.PersonAsync(Role.Creator);
        await using var db = await _studio.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);
        var kept = await db.People.SingleAsync(p => p.Id == person.Id, Cancel);
        kept.PasswordHash = _hasher.HashPassword(kept, Password);
        change(kept);
        await db.SaveChangesAsync(Cancel);
        return person.Email!;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Forgery();

    // The token and Blazor's marks differ from answer to answer of themselves.
    [GeneratedRegex("value=\"CfDJ[^\"]+\"|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Passing();

    private sealed class CountingHasher : PasswordHasher<Person>
    {
        public int Checks { get; private set; }

        public override PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            Checks++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
