using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Latent;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageVae;

/// <summary>
/// A convolutional variational autoencoder (Kingma, Welling 2013, arXiv:1312.6114). Drawn from a mixture fitted to its own encodings,
/// one for each label where there are labels, rather than from N(0, I), which leaves gaps between them.
/// </summary>
public sealed class ImageVaeFamily : IModelFamily
{
    public FamilyDescriptor Descriptor { get; } = new(
        "ImageVae",
        Modality.Image,
        new LocalizedText("Picture VAE", "图像 VAE"),
        new LocalizedText(
            "Learns to squeeze each picture into a few numbers and back. Softer pictures, steady learning, a smooth space to walk in.",
            "学习把每张图片压缩成几个数再还原。画面较柔和，训练稳定，潜空间连续可漫游。"),
        Labelled: true,
        MinimumItems: 16,
        SettingsSchema.Describe<ImageVaeSettings>(),
        [
            new FamilyPreset("quick", new LocalizedText("Quick", "快速"), 2, []),
            new FamilyPreset("good", new LocalizedText("Good", "良好"), 5, []),
            new FamilyPreset("best", new LocalizedText("Best", "最佳"), 20, new JsonObject { ["width"] = 64, ["averageDecay"] = 0.999 }),
        ],
        [
            KnownSeries.Bound,
            KnownSeries.BoundHeldOut,
            KnownSeries.Likeness,
            KnownSeries.Divergence,
        ])
    {
        DrawSettings = SettingsSchema.Describe<ImageVaeDraw>(),
    };

    public JsonObject Tiny => new()
    {
        ["width"] = 16,
        ["latent"] = 4,
        ["hidden"] = 16,
        ["batch"] = 8,
        ["resolution"] = "28",
        ["colour"] = "grey",
        ["priorComponents"] = 3,
    };

    public ExampleForm FormFor(JsonObject settings, DatasetSummary dataset) => PictureLadder.FormFor(settings, dataset);

    public ILearner CreateLearner(LearnerSetup setup) => new ImageVaeLearner(setup);

    public ISampler OpenSampler(Checkpoint checkpoint, Device device)
    {
        var head = checkpoint.Head;
        var settings = SettingsSchema.Read<ImageVaeSettings>(head.Settings);
        var form = (ImageForm)head.Form;
        var network = new ImageVaeNetwork(settings, form, device);
        var encodings = new EncodingBook(settings.Latent, device);
        checkpoint.CopyTo([.. NamedTensor.Of("average", network), .. encodings.State]);
        network.eval();
        var prior = LatentPrior.Fit(encodings, head.Labels, settings.PriorComponents, head.Recipe.Seed);
        encodings.Dispose();
        return new ImageVaeSampler(network, prior, form, head.Labels, device, owned: true);
    }
}
