using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Gallery;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Models.Replies;

/// <summary>Questions that were asked, and the drafts that were drawn for them.</summary>
public sealed class ReplyReader(IDbContextFactory<StudioDb> databases, GalleryReader gallery, ArtifactTexts texts)
{
    private const string Question = "question";

    /// <summary>The last questions, the newest first, each once: a creator's own, or for a reviewer all whose drafts they may see.</summary>
    public async Task<IReadOnlyList<AskedQuestion>> LastAsync(Viewer viewer, int take, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var asked = db.Generations.AsNoTracking().Where(g => g.EndedAt != null && g.ModelId != null && g.Settings.Contains($"\"{Question}\""));
        asked = viewer.CanCreate
            ? asked.Where(g => g.OwnerId == viewer.PersonId)
            : asked.Where(g => db.Artifacts.VisibleTo(viewer).Any(a => a.GenerationId == g.Id && a.TrashedAt == null));

        // The same question asked again is one line: more are read than shown.
        var rows = await asked.OrderByDescending(g => g.Id).Take(take * 4).Select(g => new { g.Id, g.ModelId, g.Settings, g.CreatedAt }).ToListAsync(cancel);
        return [.. rows
            .Select(r => new AskedQuestion(r.Id, r.ModelId!.Value, QuestionOf(r.Settings) ?? "", r.CreatedAt))
            .Where(q => q.Question.Length > 0)
            .DistinctBy(q => (q.ModelId, q.Question))
            .Take(take)];
    }

    /// <summary>The drafts of one draw that the viewer may see, in its order.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>: there is no such draw, or none of its drafts is for this viewer.</exception>
    public async Task<DraftedReplies> GetAsync(Viewer viewer, Guid generationId, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var ids = await db.Artifacts.VisibleTo(viewer).NotTrashed()
            .Where(a => a.GenerationId == generationId && a.Modality == Modality.Text)
            .Select(a => a.Id)
            .ToListAsync(cancel);
        var draw = await db.Generations.AsNoTracking()
            .Where(g => g.Id == generationId && g.ModelId != null)
            .Select(g => new { g.ModelId, g.Settings, g.Seed, g.CreatedAt })
            .SingleOrDefaultAsync(cancel);
        if (ids.Count == 0 || draw is null || QuestionOf(draw.Settings) is not { } question)
        {
            throw RefusedException.NotFound();
        }

        var words = await texts.OfAsync(viewer, ids, cancel);
        var tiles = await gallery.TilesAsync(viewer, ids, cancel);
        return new DraftedReplies(
            new AskedQuestion(generationId, draw.ModelId!.Value, question, draw.CreatedAt),
            draw.Seed,
            [.. tiles.OrderBy(t => t.Index).Where(t => words.ContainsKey(t.Id)).Select(t => new DraftedReply(t, words[t.Id]))]);
    }

    private static string? QuestionOf(string settings) => (string?)JsonNode.Parse(settings)!.AsObject()[Question];
}

/// <param name="GenerationId">The draw that answered it.</param>
public sealed record AskedQuestion(Guid GenerationId, Guid ModelId, string Question, DateTimeOffset At);

/// <param name="Drafts">In the order of the draw.</param>
public sealed record DraftedReplies(AskedQuestion Asked, int Seed, IReadOnlyList<DraftedReply> Drafts);

/// <param name="Text">The whole of it.</param>
public sealed record DraftedReply(ArtifactTile Tile, string Text);
