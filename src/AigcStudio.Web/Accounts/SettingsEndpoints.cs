using System.Text;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Accounts;

/// <summary><c>/api/settings</c> and <c>/api/audit</c>, for administrators.</summary>
internal static class SettingsEndpoints
{
    private const int MostAtOnce = 200;
    private const int LongestName = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/api/settings").RequireAuthorization(Policies.Admin).WithTags("Settings");
        settings.MapGet("/", GetAsync);
        settings.MapPut("/", SaveAsync);
        var audit = routes.MapGroup("/api/audit").RequireAuthorization(Policies.Admin).WithTags("Audit");
        audit.MapGet("/", ListAsync);
        audit.MapGet("/csv", CsvAsync);
        audit.MapGet("/verdict", (AuditLog log, CancellationToken cancel) => log.VerifyAsync(cancel));
    }

    private static async Task<IResult> GetAsync(WorkspaceSettings settings, CancellationToken cancel)
    {
        var workspace = await settings.GetAsync(cancel);
        return Results.Ok(new { workspace.Name, workspace.LabelPolicy });
    }

    private static async Task<IResult> SaveAsync(
        HttpContext context, WorkspaceSettings settings, [FromBody] SettingsChange change, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(change.Name) || change.Name.Length > LongestName)
        {
            throw new AccountException("settings.nameless", LongestName);
        }

        await settings.SaveAsync(context.ViewerOf(), change.Name, change.LabelPolicy, cancel);
        return Results.NoContent();
    }

    /// <summary>Newest first; <c>after</c> is the id of the last entry seen.</summary>
    private static async Task<IResult> ListAsync(
        AuditLog log, [AsParameters] AuditAsk ask, [FromQuery] long? after, [FromQuery] int? take, CancellationToken cancel)
    {
        var piece = Math.Clamp(take ?? 50, 1, MostAtOnce);
        var entries = await log.ListAsync(ask.Filter, after, piece, cancel);
        return Results.Ok(new
        {
            Items = entries.Select(e => new { e.Id, e.At, e.PersonId, e.Act, e.Subject, e.Details }),
            Next = entries.Count == piece ? entries[^1].Id : (long?)null,
        });
    }

    /// <summary>All that fits the filter, newest first, as a file for a spreadsheet; streamed piece by piece.</summary>
    private static IResult CsvAsync(HttpContext context, AuditLog log, People people, [AsParameters] AuditAsk ask, CancellationToken cancel)
    {
        var viewer = context.ViewerOf();
        return Results.Stream(
            async body =>
            {
                var names = (await people.ListAsync(viewer, cancel)).ToDictionary(p => p.Id, p => p.DisplayName);
                await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
                await text.WriteAsync(AuditCsv.Head);
                for (long? before = null; ;)
                {
                    var entries = await log.ListAsync(ask.Filter, before, MostAtOnce, cancel);
                    foreach (var entry in entries)
                    {
                        await text.WriteAsync(AuditCsv.Line(entry, entry.PersonId is { } id ? names.GetValueOrDefault(id, "") : ""));
                    }

                    if (entries.Count < MostAtOnce)
                    {
                        break;
                    }

                    before = entries[^1].Id;
                }
            },
            "text/csv",
            "audit.csv");
    }

    /// <param name="Search">Part of the act, of what it was done to or of its details.</param>
    internal sealed record AuditAsk(
        [FromQuery] Guid? PersonId, [FromQuery] string? Act, [FromQuery] DateTimeOffset? Since, [FromQuery] DateTimeOffset? Until, [FromQuery] string? Search)
    {
        internal AuditFilter Filter => new(PersonId, Act, Since, Until, Search);
    }

    internal sealed record SettingsChange(string? Name, LabelPolicy LabelPolicy);
}
