using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace AigcStudio.Web.Accounts;

/// <summary>A new password ends every other sign-in of the person.</summary>
public sealed partial class PasswordPage
{
    [Inject]
    public required SignInManager<Person> SignIn { get; set; }

    [Inject]
    public required SignIns Browsers { get; set; }

    [Inject]
    public required AuditLog Audit { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromForm]
    private Change? Given { get; set; }

    private IReadOnlyList<string> Refusals { get; set; } = [];

    protected override void OnInitialized() => Given ??= new();

    private async Task ChangeAsync()
    {
        var people = SignIn.UserManager;
        if (await people.GetUserAsync(Context.User) is not { } person)
        {
            return;
        }

        // A wrong present password counts as a failed sign-in, so that an open browser does not help to guess it.
        var check = await SignIn.CheckPasswordSignInAsync(person, Given!.Present, lockoutOnFailure: true);
        if (!check.Succeeded)
        {
            Refusals = [check.IsLockedOut ? "signIn.locked" : "password.wrong"];
            (Given.Present, Given.Next) = ("", "");
            return;
        }

        var result = await people.ChangePasswordAsync(person, Given.Present, Given.Next);
        Refusals = PasswordTexts.Of(result);
        if (result.Succeeded)
        {
            await Audit.WriteAsync(person.Id, "person.password", $"person:{person.Id}", "", Context.RequestAborted);
            if (Context.User.SignInId() is { } before)
            {
                await Browsers.EndAllAsync(new Viewer(person.Id, person.Role), person.Id, before, Context.RequestAborted);
                await Browsers.LeaveAsync(before, Context.RequestAborted);
            }

            await SignIn.SignInAsync(person, isPersistent: true);
            Navigation.NavigateTo("/account", forceLoad: true);
        }

        (Given.Present, Given.Next) = ("", "");
    }

    /// <summary>What is typed into the form.</summary>
    public sealed class Change
    {
        public string Present { get; set; } = "";

        public string Next { get; set; } = "";
    }
}
