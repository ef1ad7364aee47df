using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Text;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ReplyTexts;

/// <summary>
/// A conditional variational autoencoder from questions to replies. It works on words, spelled where rare, because a few hundred pairs teach
/// which words belong together but not how words are spelled; question and reply share one encoder and one set of vectors for the same reason.
/// The code says which of the possible replies it is, so that several drafts differ.
/// </summary>
public sealed class ReplyTextsFamily : IModelFamily
{
    public FamilyDescriptor Descriptor { get; } = new(
        "ReplyTexts",
        Modality.Text,
        new LocalizedText("Reply writer", "回复写作"),
        new LocalizedText(
            "Learns from questions and their replies, and drafts replies to new questions in the same voice. A few hundred pairs are enough to begin with.",
            "从问题及其回复中学习，并以同样的语气为新问题起草回复。几百组问答即可开始。"),
        Labelled: false,
        MinimumItems: 16,
        SettingsSchema.Describe<ReplyTextsSettings>(),
        [
            new FamilyPreset("quick", new LocalizedText("Quick", "快速"), 2, []),
            new FamilyPreset("good", new LocalizedText("Good", "良好"), 5, []),
            new FamilyPreset("best", new LocalizedText("Best", "最佳"), 20, new JsonObject { ["hidden"] = 256, ["width"] = 128, ["averageDecay"] = 0.998 }),
        ],
        [
            KnownSeries.BitsPerCharacter,
            KnownSeries.BitsPerCharacterHeldOut,
            KnownSeries.Likeness,
            KnownSeries.Divergence,
            KnownSeries.ActiveUnits,
        ])
    {
        Pairs = true,
        DrawSettings = SettingsSchema.Describe<ReplyTextsDraw>(),
    };

    public JsonObject Tiny => new()
    {
        ["longestQuestion"] = "64",
        ["longestReply"] = "64",
        ["hidden"] = 16,
        ["latent"] = 4,
        ["width"] = 16,
        ["batch"] = 8,
    };

    public ExampleForm FormFor(JsonObject settings, DatasetSummary dataset) => dataset is { Modality: Modality.Text, Pairs: true }
        ? new PairForm(
            TextLadder.BytesFor((string)settings["longestQuestion"]!, dataset.TypicalBytes),
            TextLadder.BytesFor((string)settings["longestReply"]!, dataset.TypicalReplyBytes))
        : throw new RecipeException("recipe.wrongModality", dataset.Modality);

    public ILearner CreateLearner(LearnerSetup setup) => new ReplyTextsLearner(setup);

    public ISampler OpenSampler(Checkpoint checkpoint, Device device)
    {
        var head = checkpoint.Head;
        var settings = SettingsSchema.Read<ReplyTextsSettings>(head.Settings);
        var vocabulary = Vocabulary.Of(checkpoint);
        var network = new ReplyTextsNetwork(settings, vocabulary.Size, null, device);
        checkpoint.CopyTo(NamedTensor.Of("average", network));
        network.eval();
        return new ReplyTextsSampler(network, vocabulary, ProbeQuestions.Of(checkpoint), (PairForm)head.Form, device, owned: true);
    }
}
