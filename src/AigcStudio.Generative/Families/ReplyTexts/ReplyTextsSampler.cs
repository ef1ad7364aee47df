using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models.Latent;
using AigcStudio.Generative.Models.Text;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ReplyTexts;

/// <summary>
/// Drafts replies to the question of an order's settings (<c>question</c>), each from a code of its own; with <c>{"probe": true}</c> to the
/// questions that the run kept, one after another. Further settings: <c>temperature</c>, <c>topP</c>.
/// </summary>
/// <param name="owned">True where network, vocabulary and probe go with the sampler.</param>
internal sealed class ReplyTextsSampler(
    ReplyTextsNetwork network, Vocabulary vocabulary, ProbeQuestions probe, PairForm form, Device device, bool owned) : ISampler
{
    /// <summary>Key of an order's setting: what is to be answered.</summary>
    internal const string Question = "question";

    /// <summary>Key of an order's setting: true to answer the kept questions.</summary>
    internal const string Probe = "probe";

    public ExampleForm Form { get; } = new TextForm(form.ReplyBytes);

    public long Bytes { get; } = network.parameters().Sum(p => p.numel()) * sizeof(float);

    public void Draw(DrawOrder order, Stream output, CancellationToken cancel)
    {
        var asked = order.As<ReplyTextsDraw>(Question, Probe);
        var choice = new TokenChoice(asked.Temperature, asked.TopP);
        order.LabelIndex([]);
        var questions = Questions(order).Select(q => QuestionTokens.Split(vocabulary, q)).ToList();
        var bytes = new byte[form.ReplyBytes];
        using var unwatched = inference_mode();
        for (var first = 0; first < order.Count; first += DrawOrder.ChunkSize)
        {
            using var scope = NewDisposeScope();
            var chunk = Enumerable.Range(first, DrawOrder.ChunkSize).ToList();
            var heard = network.Hear(TokenBatch.Of([.. chunk.Select(i => questions[i % questions.Count])], device));
            var (mean, logVariance) = network.Prior(heard);
            var noise = NoiseRows.Normal(order.Seed, first, DrawOrder.ChunkSize, network.Latent, device);
            var points = chunk.Select(i => NoiseRows.Walk(order.Seed, i)).ToArray();
            var needed = Math.Min(DrawOrder.ChunkSize, order.Count - first);
            foreach (var text in Write(choice, heard, LatentCode.Draw(mean, logVariance, noise), points, needed, cancel))
            {
                TextBytes.Write(text, bytes);
                output.Write(bytes);
            }
        }
    }

    public void Dispose()
    {
        if (owned)
        {
            network.Dispose();
            vocabulary.Dispose();
            probe.Dispose();
        }
    }

    private IReadOnlyList<string> Questions(DrawOrder order)
    {
        if (order.Settings[Probe]?.GetValueKind() == JsonValueKind.True)
        {
            return probe.Texts;
        }

        // As in a pack: what is too long to be heard is cut.
        var heard = new byte[form.QuestionBytes];
        TextBytes.Write(order.Settings[Question] is JsonValue value && value.TryGetValue<string>(out var text) ? TextBytes.Tidy(text).Trim() : "", heard);
        return TextBytes.Read(heard) is { Length: > 0 } question ? [question] : throw new RecipeException("draw.questionMissing");
    }

    private IReadOnlyList<string> Write(
        TokenChoice choice, ReplyTextsNetwork.Heard heard, Tensor codes, SplitMix[] points, int needed, CancellationToken cancel)
    {
        var steps = network.Steps(heard, codes);
        return TextWriting.Write(
            vocabulary, choice, "", [], points, needed, form.ReplyBytes,
            last => network.Next(steps.Read(last.to(device)).unsqueeze(0), heard), cancel);
    }
}
