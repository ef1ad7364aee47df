using AigcStudio.Core;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Storage;

/// <summary>Retention and quotas, on the page of settings.</summary>
public sealed partial class RulesForm
{
    private const double Giga = 1e9;

    private bool _read;

    [Inject]
    public required Texts Texts { get; set; }

    [Inject]
    public required HousekeepingRules Rules { get; set; }

    [Inject]
    public required CurrentViewer Current { get; set; }

    [Inject]
    public required ISnackbar Notes { get; set; }

    private int? TrashDays { get; set; }

    private int? UploadDays { get; set; }

    private bool SpareCheckpoints { get; set; }

    private double? Gigabytes { get; set; }

    private int? Trainings { get; set; }

    private int? BackupsKept { get; set; }

    private int? PointDays { get; set; }

    private int? AuditYears { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var found = await Rules.GetAsync(CancellationToken.None);
        (TrashDays, UploadDays, SpareCheckpoints) = (found.TrashDays, found.UploadDays, found.SpareCheckpoints);
        (BackupsKept, PointDays, AuditYears) =
            (found.BackupsKept ?? Housekeeping.UsualBackups, found.PointDays ?? Housekeeping.UsualPointDays, found.AuditYears ?? Housekeeping.UsualAuditYears);
        (Gigabytes, Trainings) = (found.BytesPerPerson / Giga, found.TrainingsPerPerson);
        _read = true;
    }

    private async Task SaveAsync()
    {
        try
        {
            var asked = new Housekeeping
            {
                TrashDays = TrashDays,
                UploadDays = UploadDays,
                SpareCheckpoints = SpareCheckpoints,
                BytesPerPerson = Gigabytes is { } some ? (long)(some * Giga) : null,
                TrainingsPerPerson = Trainings,
                BackupsKept = BackupsKept,
                PointDays = PointDays,
                AuditYears = AuditYears,
            };
            await Rules.SaveAsync(await Current.GetAsync(), asked, CancellationToken.None);
            Notes.Add(Texts["settings.saved"], Severity.Success);
        }
        catch (StorageException refusal)
        {
            Notes.Add(Texts[Said.Of(refusal)], Severity.Warning);
        }
    }
}
