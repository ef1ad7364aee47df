using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Latent;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>
/// A variational autoencoder (Kingma, Welling 2013, arXiv:1312.6114) of sounds with LSTMs on both sides, over log-mel frames or, in
/// waveform mode, over the samples themselves. Drawn from a mixture fitted to its own encodings, one for each label.
/// </summary>
public sealed class AudioVaeFamily : IModelFamily
{
    public FamilyDescriptor Descriptor { get; } = new(
        "AudioVae",
        Modality.Audio,
        new LocalizedText("Sound VAE", "声音 VAE"),
        new LocalizedText(
            "Learns to squeeze short sounds into a few numbers and back: jingles, chimes, single words. Steady learning, slightly soft sound.",
            "学习把短声音压缩成几个数再还原：短乐句、提示音、单词。训练稳定，音色略柔。"),
        Labelled: true,
        MinimumItems: 16,
        SettingsSchema.Describe<AudioVaeSettings>(),
        [
            new FamilyPreset("quick", new LocalizedText("Quick", "快速"), 2, new JsonObject { ["hidden"] = 128 }),
            new FamilyPreset("good", new LocalizedText("Good", "良好"), 8, []),
            new FamilyPreset("best", new LocalizedText("Best", "最佳"), 30, new JsonObject { ["hidden"] = 384, ["averageDecay"] = 0.998 }),
        ],
        [
            KnownSeries.Bound,
            KnownSeries.BoundHeldOut,
            KnownSeries.Likeness,
            KnownSeries.Divergence,
            new SeriesDescriptor("bits", new LocalizedText("Bits per value", "每值比特数"), "bits")
            {
                Help = new LocalizedText(
                    "How surprised the model is by each value of the sounds it learns from: the lower, the better.", "模型对训练声音中每个数值的意外程度：越低越好。"),
            },
        ])
    {
        DrawSettings = SettingsSchema.Describe<AudioVaeDraw>(),
    };

    public JsonObject Tiny => new()
    {
        ["seconds"] = 0.25,
        ["latent"] = 4,
        ["hidden"] = 16,
        ["batch"] = 8,
        ["priorComponents"] = 3,
    };

    /// <inheritdoc/>
    public ExampleForm FormFor(JsonObject settings, DatasetSummary dataset) => dataset.Modality == Modality.Audio
        ? AudioVaeForm.Of((double)settings["seconds"]!)
        : throw new RecipeException("recipe.wrongModality", dataset.Modality);

    public ILearner CreateLearner(LearnerSetup setup) => new AudioVaeLearner(setup);

    public ISampler OpenSampler(Checkpoint checkpoint, Device device)
    {
        var head = checkpoint.Head;
        var settings = SettingsSchema.Read<AudioVaeSettings>(head.Settings);
        var form = AudioVaeForm.Of(head.Form);
        var network = AudioVaeNetwork.Of(settings, form, device);
        var encodings = new EncodingBook(settings.Latent, device);
        checkpoint.CopyTo([.. NamedTensor.Of("average", network), .. encodings.State]);
        network.eval();
        var prior = LatentPrior.Fit(encodings, head.Labels, settings.PriorComponents, head.Recipe.Seed);
        encodings.Dispose();
        return new AudioVaeSampler(network, prior, form, head.Labels, device, owned: true);
    }
}
