using System.Globalization;
using AigcStudio.Data.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Accounts;

/// <summary>What belongs to the person alone: keys and password. Language and appearance stand in the menu beside the name.</summary>
public sealed partial class AccountPage : IDisposable
{
    private readonly Departure _gone = new();

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required ApiKeys Keys { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required IDialogService Dialogs { get; set; }

    private PersonStanding? Standing { get; set; }

    private IReadOnlyList<ApiKey> Listed { get; set; } = [];

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Standing = await Current.StandingAsync();
        await ReadAsync();
    }

    private static string Day(DateTimeOffset time) => time.ToLocalTime().ToString("d", CultureInfo.CurrentCulture);

    private async Task ReadAsync() => Listed = await Keys.ListAsync(await Current.GetAsync(), _gone.Token);

    private async Task MakeAsync()
    {
        var dialog = await Dialogs.ShowAsync<KeyDialog>();
        await dialog.Result;
        await ReadAsync();
    }

    private async Task RevokeAsync(ApiKey key)
    {
        if (await Dialogs.ConfirmAsync(
            Texts["apikeys.revoke.title", key.Name], Texts["apikeys.revoke.text"], Texts["apikeys.revoke"], dangerous: true))
        {
            await Keys.RevokeAsync(await Current.GetAsync(), key.Id, _gone.Token);
            await ReadAsync();
        }
    }
}
