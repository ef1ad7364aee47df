using System.Globalization;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Accounts;

/// <summary>Sign-ins of one person: one's own on the account page, anybody's on an administrator's page of that person.</summary>
public sealed partial class SignInList : IDisposable
{
    private readonly Departure _gone = new();

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required SignIns SignIns { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required ISnackbar Notes { get; set; }

    [Parameter, EditorRequired]
    public Guid PersonId { get; set; }

    private IReadOnlyList<SignIn>? Listed { get; set; }

    /// <summary>The browser that looks, where it is this person's.</summary>
    private Guid? Own { get; set; }

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override Task OnParametersSetAsync() => ReadAsync();

    private static string Moment(DateTimeOffset at) => at.ToLocalTime().ToString("g", CultureInfo.CurrentCulture);

    private async Task ReadAsync()
    {
        var viewer = await Current.GetAsync();
        Own = viewer.PersonId == PersonId ? await Current.SignInIdAsync() : null;
        Listed = await SignIns.ListAsync(viewer, PersonId, _gone.Token);
    }

    private async Task EndAsync(SignIn one)
    {
        try
        {
            await SignIns.EndAsync(await Current.GetAsync(), one.Id, _gone.Token);
            Notes.Add(Texts["signIns.ended"], Severity.Success);
        }
        catch (RefusedException refusal) when (refusal.Code == "refused.notFound")
        {
            // Somebody was faster: it is ended.
        }

        await ReadAsync();
    }

    private async Task EndAllAsync()
    {
        var ended = await SignIns.EndAllAsync(await Current.GetAsync(), PersonId, Own, _gone.Token);
        Notes.Add(Texts["signIns.endedAll", ended], Severity.Success);
        await ReadAsync();
    }
}
