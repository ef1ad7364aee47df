using AigcStudio.Data.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Accounts;

/// <summary>What was done by whom, and whether anything was taken out of it since.</summary>
public sealed partial class AuditPage : IDisposable
{
    private const int Piece = 50;

    private readonly CancellationTokenSource _gone = new();
    private Dictionary<Guid, string> _names = [];
    private bool _more;
    private bool _checking;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required AuditLog Audit { get; set; }

    [Inject]
    public required People People { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    private List<AuditEntry> Entries { get; } = [];

    private AuditVerdict? Verdict { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var people = await People.ListAsync(await Current.GetAsync(), _gone.Token);
        _names = people.ToDictionary(p => p.Id, p => p.DisplayName);
        await MoreAsync();
    }

    private async Task MoreAsync()
    {
        (await Current.GetAsync()).MustBeAdmin();
        var piece = await Audit.ListAsync(Entries.LastOrDefault()?.Id, Piece, _gone.Token);
        Entries.AddRange(piece);
        _more = piece.Count == Piece;
    }

    private async Task VerifyAsync()
    {
        (await Current.GetAsync()).MustBeAdmin();
        _checking = true;
        Verdict = await Audit.VerifyAsync(_gone.Token);
        _checking = false;
    }

    private string NameOf(Guid? id) => id is { } known ? _names.GetValueOrDefault(known) ?? known.ToString("N")[^12..] : Texts["audit.studio"];
}
