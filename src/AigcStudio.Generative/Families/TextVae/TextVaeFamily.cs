using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Latent;
using AigcStudio.Generative.Models.Text;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.TextVae;

/// <summary>
/// A recurrent variational autoencoder over characters (Bowman et al. 2016, arXiv:1511.06349), kept from ignoring its code by free bits,
/// a charge that rises slowly, and hidden letters. Drawn from a mixture fitted to its encodings, one for each label, or along the line between two texts.
/// </summary>
public sealed class TextVaeFamily : IModelFamily
{
    public FamilyDescriptor Descriptor { get; } = new(
        "TextVae",
        Modality.Text,
        new LocalizedText("Text VAE", "文本 VAE"),
        new LocalizedText(
            "Learns to squeeze each text into a few numbers and to write it again, letter by letter, in any script. Writes new lines in their tone and walks from one to another.",
            "学习把每段文本压缩成几个数，再逐字写出，适用于任何文字。能以同样的语气写出新句，并在两句之间渐变。"),
        Labelled: true,
        MinimumItems: 16,
        SettingsSchema.Describe<TextVaeSettings>(),
        [
            new FamilyPreset("quick", new LocalizedText("Quick", "快速"), 3, []),
            new FamilyPreset("good", new LocalizedText("Good", "良好"), 10, []),
            new FamilyPreset("best", new LocalizedText("Best", "最佳"), 40, new JsonObject { ["hidden"] = 512, ["averageDecay"] = 0.998 }),
        ],
        [
            KnownSeries.BitsPerCharacter,
            KnownSeries.BitsPerCharacterHeldOut,
            KnownSeries.Likeness,
            KnownSeries.Divergence,
            KnownSeries.ActiveUnits,
        ])
    {
        DrawSettings = SettingsSchema.Describe<TextVaeDraw>(),
    };

    public JsonObject Tiny => new()
    {
        ["longest"] = "64",
        ["hidden"] = 16,
        ["latent"] = 4,
        ["width"] = 8,
        ["batch"] = 8,
        ["priorComponents"] = 3,
    };

    public ExampleForm FormFor(JsonObject settings, DatasetSummary dataset) => dataset.Modality == Modality.Text
        ? new TextForm(TextLadder.BytesFor((string)settings["longest"]!, Math.Max(dataset.TypicalBytes, dataset.TypicalReplyBytes)))
        : throw new RecipeException("recipe.wrongModality", dataset.Modality);

    public ILearner CreateLearner(LearnerSetup setup) => new TextVaeLearner(setup);

    public ISampler OpenSampler(Checkpoint checkpoint, Device device)
    {
        var head = checkpoint.Head;
        var settings = SettingsSchema.Read<TextVaeSettings>(head.Settings);
        var vocabulary = Vocabulary.Of(checkpoint);
        var network = new TextVaeNetwork(settings, vocabulary.Size, device);
        using var encodings = new EncodingBook(settings.Latent, device);
        checkpoint.CopyTo([.. NamedTensor.Of("average", network), .. encodings.State]);
        network.eval();
        var prior = LatentPrior.Fit(encodings, head.Labels, settings.PriorComponents, head.Recipe.Seed);
        return new TextVaeSampler(network, vocabulary, prior, (TextForm)head.Form, head.Labels, device, owned: true);
    }
}
