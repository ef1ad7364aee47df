using AigcStudio.Data.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace AigcStudio.Web.Accounts;

/// <summary>Static, because a cookie can be set only by an HTTP answer.</summary>
public sealed partial class SignInPage
{
    private static readonly Person Nobody = new() { DisplayName = "" };

    private static readonly string NobodysHash = new PasswordHasher<Person>().HashPassword(Nobody, Guid.CreateVersion7().ToString());

    [Inject]
    public required SignInManager<Person> SignIn { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromForm]
    private Credentials? Given { get; set; }

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    private string? Refusal { get; set; }

    protected override void OnInitialized() => Given ??= new();

    private async Task SignInAsync()
    {
        // The same answer after the same work for an unknown address, a wrong password, a person shut out and an account that is locked: nobody
        // finds out by trying which addresses there are.
        Refusal = "signIn.refused";
        var people = SignIn.UserManager;
        if (await people.FindByEmailAsync(Given!.Email.Trim()) is not { Disabled: false, PasswordHash: not null } person || await people.IsLockedOutAsync(person))
        {
            people.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, Given.Password);
            Given.Password = "";
            return;
        }

        if (!(await SignIn.CheckPasswordSignInAsync(person, Given.Password, lockoutOnFailure: true)).Succeeded)
        {
            // Nor does the answer carry back what was typed.
            Given.Password = "";
            return;
        }

        await SignIn.SignInAsync(person, isPersistent: true);
        if (person.Culture is { } culture)
        {
            Cultures.Remember(Context, culture);
        }

        Navigation.NavigateTo(LocalAddress.Of(ReturnUrl), forceLoad: true);
    }

    /// <summary>What is typed into the form.</summary>
    public sealed class Credentials
    {
        public string Email { get; set; } = "";

        public string Password { get; set; } = "";
    }
}
