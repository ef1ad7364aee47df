using AigcStudio.Data.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace AigcStudio.Web.Accounts;

/// <summary>Static, because a cookie can be set only by an HTTP answer.</summary>
public sealed partial class SignInPage
{
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
        // The same answer for an unknown address, a wrong password and a person shut out.
        Refusal = "signIn.refused";
        if (await SignIn.UserManager.FindByEmailAsync(Given!.Email.Trim()) is not { Disabled: false } person)
        {
            return;
        }

        var result = await SignIn.CheckPasswordSignInAsync(person, Given!.Password, lockoutOnFailure: true);
        if (result.IsLockedOut)
        {
            Refusal = "signIn.locked";
        }

        if (!result.Succeeded)
        {
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
