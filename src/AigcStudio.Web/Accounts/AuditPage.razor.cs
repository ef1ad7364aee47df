using System.Globalization;
using AigcStudio.Data.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Accounts;

/// <summary>What was done by whom, and whether anything was taken out of it since.</summary>
public sealed partial class AuditPage : IDisposable
{
    private const int Piece = 50;
    private const string QueryPerson = "person", QueryAct = "act", QuerySince = "since", QueryUntil = "until", QuerySearch = "q";

    private readonly Departure _gone = new();
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

    [Inject]
    public required NavigationManager Navigation { get; set; }

    [SupplyParameterFromQuery(Name = QueryPerson)]
    public string? Person { get; set; }

    [SupplyParameterFromQuery(Name = QueryAct)]
    public string? Act { get; set; }

    [SupplyParameterFromQuery(Name = QuerySince)]
    public string? Since { get; set; }

    [SupplyParameterFromQuery(Name = QueryUntil)]
    public string? Until { get; set; }

    [SupplyParameterFromQuery(Name = QuerySearch)]
    public string? Search { get; set; }

    private IReadOnlyList<string> Acts { get; set; } = [];

    private string CsvLink => "/api/audit/csv" + QueryString.Create(new Dictionary<string, string?>
    {
        ["personId"] = Person,
        ["act"] = Act,
        ["since"] = Day(Since)?.ToString("O", CultureInfo.InvariantCulture),
        ["until"] = Day(Until)?.AddDays(1).ToString("O", CultureInfo.InvariantCulture),
        ["search"] = Search,
    }.Where(q => !string.IsNullOrEmpty(q.Value)));

    private List<AuditEntry> Entries { get; } = [];

    private AuditVerdict? Verdict { get; set; }

    public void Dispose()
    {
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var people = await People.ListAsync(await Current.GetAsync(), _gone.Token);
        _names = people.ToDictionary(p => p.Id, p => p.DisplayName);
        Acts = await Audit.ActsAsync(_gone.Token);
    }

    protected override Task OnParametersSetAsync()
    {
        Entries.Clear();
        return MoreAsync();
    }

    private static DateTimeOffset? Day(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var day) ? new DateTimeOffset(day) : null;

    private AuditFilter Filter() => new(Guid.TryParse(Person, out var id) ? id : null, Act, Day(Since), Day(Until)?.AddDays(1), Search);

    private void Go(string name, ChangeEventArgs chosen) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameter(name, string.IsNullOrWhiteSpace((string?)chosen.Value) ? null : (string?)chosen.Value));

    private async Task MoreAsync()
    {
        (await Current.GetAsync()).MustBeAdmin();
        var piece = await Audit.ListAsync(Filter(), Entries.LastOrDefault()?.Id, Piece, _gone.Token);
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
