using AigcStudio.Core.Accounts;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;

namespace AigcStudio.Web.Accounts;

/// <summary>A one-time link becomes a person, the first administrator included.</summary>
public sealed partial class InvitationPage
{
    [Inject]
    public required Invitations Invitations { get; set; }

    [Inject]
    public required SignInManager<Person> SignIn { get; set; }

    [Inject]
    public required StudioDb Database { get; set; }

    [Inject]
    public required TimeProvider Time { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; set; }

    [CascadingParameter]
    public required HttpContext Context { get; set; }

    [SupplyParameterFromQuery]
    private string? Token { get; set; }

    [SupplyParameterFromForm]
    private Newcomer? Given { get; set; }

    private Role? Granted { get; set; }

    private IReadOnlyList<string> Refusals { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        Given ??= new();
        Granted = await Invitations.RoleOfAsync(Token ?? "", Context.RequestAborted);
    }

    private async Task AcceptAsync()
    {
        var email = Given!.Email.Trim();
        var now = Time.GetUtcNow();
        var person = new Person
        {
            Id = Guid.CreateVersion7(now),
            UserName = email,
            Email = email,
            DisplayName = Given.Name.Trim() is { Length: > 0 and <= 100 } name ? name : email,
            CreatedAt = now,
        };
        var result = await Invitations.AcceptAsync(
            Database, SignIn.UserManager, Token ?? "", person, Given.Password, Context.RequestAborted);
        if (result.Succeeded)
        {
            await SignIn.SignInAsync(person, isPersistent: true);
            Navigation.NavigateTo("/", forceLoad: true);
        }

        Refusals = PasswordTexts.Of(result);
        Given.Password = "";
    }

    /// <summary>What is typed into the form.</summary>
    public sealed class Newcomer
    {
        public string Name { get; set; } = "";

        public string Email { get; set; } = "";

        public string Password { get; set; } = "";
    }
}
