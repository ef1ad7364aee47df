using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Models;
using AigcStudio.Data.Models;
using AigcStudio.Data.Models.Replies;

namespace AigcStudio.Web.Models.Replies;

/// <summary>Answers a question from a model of pairs: drafts, what people answered to the nearest question, and how much of that the drafts copy.</summary>
public sealed class ReplyDesk(DrawAtOnce draws, ModelReader models, FamilyCatalog families, ReplyReader replies, PairIndexes indexes)
{
    /// <summary>Drafts that a page asks for.</summary>
    public const int Usual = 3;

    /// <summary>Human replies that are shown beside them.</summary>
    public const int MostNear = 3;

    /// <summary>Models that answer questions, the newest first.</summary>
    public async Task<IReadOnlyList<ModelCard>> ModelsAsync(Viewer viewer, CancellationToken cancel)
    {
        var found = new List<ModelCard>();
        foreach (var family in families.All.Where(f => f.Pairs))
        {
            found.AddRange((await models.ListAsync(viewer, new ModelFilter(FamilyId: family.Id), after: null, take: 200, cancel)).Items);
        }

        return [.. found.OrderByDescending(m => m.Id)];
    }

    /// <summary>Draws drafts and waits for them.</summary>
    /// <param name="count">1 to <see cref="DrawAtOnce.Most"/>.</param>
    /// <exception cref="RefusedException"><c>refused.notFound</c>, <c>refused.notAllowed</c>.</exception>
    /// <exception cref="RecipeException"><c>replies.noPairs</c> and as <see cref="DrawAtOnce.DrawAsync"/>.</exception>
    /// <exception cref="DrawException">As <see cref="DrawAtOnce.DrawAsync"/>.</exception>
    public async Task<ReplyAnswer> AskAsync(
        Viewer viewer, Guid modelId, string question, int count, int? seed, JsonObject? settings, CancellationToken cancel)
    {
        var card = (await models.GetAsync(viewer, modelId, cancel)).Card;
        if (families.Find(card.FamilyId) is not { Pairs: true })
        {
            throw new RecipeException("replies.noPairs", card.Name);
        }

        var all = (JsonObject?)settings?.DeepClone() ?? [];
        all[DrawAsks.Question] = question;
        var drawn = await draws.DrawAsync(viewer, new GenerationAsk(modelId, RunId: null, count, seed, Label: null, all), cancel);
        return await ReadAsync(viewer, drawn.GenerationId, cancel);
    }

    /// <summary>An answer that was drawn before.</summary>
    /// <exception cref="RefusedException"><c>refused.notFound</c>.</exception>
    public async Task<ReplyAnswer> ReadAsync(Viewer viewer, Guid generationId, CancellationToken cancel)
    {
        var drafted = await replies.GetAsync(viewer, generationId, cancel);

        // What a model learned from is shown to those who train, not to those who rate.
        var index = viewer.CanCreate ? await indexes.OfModelAsync(viewer, drafted.Asked.ModelId, cancel) : null;
        return new ReplyAnswer(
            drafted.Asked,
            drafted.Seed,
            [.. drafted.Drafts.Select(d => new JudgedDraft(d, index?.CopiedIn(d.Text)))],
            index?.Nearest(drafted.Asked.Question, MostNear));
    }
}

/// <param name="Nearest">The nearest human replies, the nearest first; null where the viewer may not see what the model learned from.</param>
public sealed record ReplyAnswer(AskedQuestion Asked, int Seed, IReadOnlyList<JudgedDraft> Drafts, IReadOnlyList<NearPair>? Nearest);

/// <param name="Copy">How much one human reply says in the same words; null where the viewer may not see those.</param>
public sealed record JudgedDraft(DraftedReply Draft, CopyFinding? Copy);
