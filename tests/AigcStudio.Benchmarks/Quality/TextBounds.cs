using AigcStudio.Generative.Families.ReplyTexts;
using AigcStudio.Generative.Families.TextVae;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Latent;
using AigcStudio.Generative.Models.Text;
using static TorchSharp.torch;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>The bound of averaged weights on at most a thousand texts, nothing hidden from the writer, one code a text.</summary>
internal static class TextBounds
{
    private const int Most = 1000;
    private const int ChunkSize = 50;

    /// <param name="Bits">Per character, the end counted as one.</param>
    /// <param name="Likeness">Nats a text.</param>
    /// <param name="Divergence">Nats a text.</param>
    /// <param name="Active">Dimensions of the code whose mean varies by more than 0.01.</param>
    internal sealed record Bound(double Bits, double Likeness, double Divergence, int Active);

    internal static Bound OfTexts(Checkpoint checkpoint, TextFile store, bool heldOut)
    {
        var settings = SettingsSchema.Read<TextVaeSettings>(checkpoint.Head.Settings);
        using var vocabulary = Vocabulary.Of(checkpoint);
        using var network = new TextVaeNetwork(settings, vocabulary.Size, CPU);
        checkpoint.CopyTo(NamedTensor.Of("average", network));
        return Mean(store.Items(heldOut), items =>
        {
            var texts = items.Select(i => store[i].Text).ToList();
            var tokens = TokenBatch.Of([.. texts.Select(t => CharacterTokens.Split(vocabulary, t))], CPU);
            var (mean, logVariance) = network.Encode(tokens);
            var logits = network.Decode(tokens.Inputs, LatentCode.Draw(mean, logVariance, randn_like(mean)));
            return (texts, TextLoss.Likeness(logits, tokens.Targets, 1), LatentCode.Divergence(mean, logVariance), mean);
        });
    }

    internal static Bound OfReplies(Checkpoint checkpoint, TextFile store, bool heldOut)
    {
        var settings = SettingsSchema.Read<ReplyTextsSettings>(checkpoint.Head.Settings);
        using var vocabulary = Vocabulary.Of(checkpoint);
        using var network = new ReplyTextsNetwork(settings, vocabulary.Size, null, CPU);
        checkpoint.CopyTo(NamedTensor.Of("average", network));
        network.eval();
        return Mean(store.Items(heldOut), items =>
        {
            var texts = items.Select(i => store[i].Reply).ToList();
            var heard = network.Hear(TokenBatch.Of([.. items.Select(i => QuestionTokens.Split(vocabulary, store[i].Text))], CPU));
            var replies = TokenBatch.Of([.. texts.Select(t => WordTokens.Split(vocabulary, t))], CPU);
            var (posterior, prior) = (network.Posterior(heard, replies), network.Prior(heard));
            var logits = network.Decode(replies.Inputs, heard, LatentCode.Draw(posterior.Mean, posterior.LogVariance, randn_like(posterior.Mean)));
            return (texts, TextLoss.Likeness(logits, replies.Targets, 1), ReplyTextsLoss.Divergence(posterior, prior), posterior.Mean - prior.Mean);
        });
    }

    private static Bound Mean(
        IReadOnlyList<int> items, Func<int[], (IReadOnlyList<string> Texts, Tensor Likeness, Tensor Divergence, Tensor Means)> measure)
    {
        using var unwatched = no_grad();
        using var outer = NewDisposeScope();
        random.manual_seed(1);
        var (likeness, divergence, characters, count) = (0.0, 0.0, 0, 0);
        var means = new List<Tensor>();
        foreach (var chunk in items.Take(Most).Chunk(ChunkSize))
        {
            using var scope = NewDisposeScope();
            var measured = measure(chunk);
            likeness += measured.Likeness.item<float>();
            divergence += measured.Divergence.sum().item<float>();
            characters += measured.Texts.Sum(t => t.EnumerateRunes().Count() + 1);
            count += chunk.Length;
            means.Add(measured.Means.MoveToOuterDisposeScope());
        }

        var active = cat(means, 0).@var([0L]).greater(0.01).sum().item<long>();
        return new Bound((likeness + divergence) / characters / Math.Log(2), likeness / count, divergence / count, (int)active);
    }
}
