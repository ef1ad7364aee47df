using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Accounts;

/// <summary>Who works here; roles, invitations, closing an account.</summary>
public sealed partial class PeoplePage : IDisposable
{
    private readonly Departure _gone = new();

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required People People { get; set; }

    [Inject]
    public required SignIns Browsers { get; set; }

    [Inject]
    public required Invitations Invitations { get; set; }

    [Inject]
    public required ApiKeys ApiKeys { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; set; }

    [Inject]
    public required ISnackbar Notes { get; set; }

    private IReadOnlyList<Person> Listed { get; set; } = [];

    private IReadOnlyDictionary<Guid, DateTimeOffset> Seen { get; set; } = new Dictionary<Guid, DateTimeOffset>();

    private IReadOnlyList<OpenInvitation> Open { get; set; } = [];

    private IReadOnlyList<OwnedKey> Keys { get; set; } = [];

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        var viewer = await Current.GetAsync();
        Listed = await People.ListAsync(viewer, _gone.Token);
        Seen = await Browsers.LastSeenAsync(viewer, _gone.Token);
        Open = await Invitations.ListAsync(viewer, _gone.Token);
        Keys = await ApiKeys.ListAllAsync(viewer, _gone.Token);
    }

    private async Task InviteAsync()
    {
        var dialog = await Dialogs.ShowAsync<InviteDialog>();
        await dialog.Result;
        await ReadAsync();
    }

    private async Task ChangeRoleAsync(Person person, ChangeEventArgs chosen)
    {
        var role = Enum.Parse<Role>((string)chosen.Value!);
        await TellAsync(async viewer =>
        {
            await People.ChangeRoleAsync(viewer, person.Id, role, _gone.Token);
            return Texts["people.roleChanged", person.DisplayName, Texts[$"role.{role}"]];
        });
    }

    private async Task SwitchAsync(Person person)
    {
        var close = !person.Disabled;
        if (close && !await Dialogs.ConfirmAsync(
            Texts["people.close.title", person.DisplayName], Texts["people.close.text"], Texts["people.closeAct"], dangerous: true))
        {
            return;
        }

        await TellAsync(async viewer =>
        {
            await People.SetDisabledAsync(viewer, person.Id, close, _gone.Token);
            return Texts[close ? "people.closedNow" : "people.openedNow", person.DisplayName];
        });
    }

    /// <summary>Does it and says so, or says why not; either way the list then shows what is.</summary>
    private async Task TellAsync(Func<Viewer, Task<string>> act)
    {
        var viewer = await Current.GetAsync();
        try
        {
            Notes.Add(await act(viewer), Severity.Success);
        }
        catch (AccountException refusal)
        {
            Notes.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }

        await ReadAsync();
    }
}
