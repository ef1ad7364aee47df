using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageGan;

/// <summary>
/// A deep convolutional GAN (Goodfellow 2014, arXiv:1406.2661; Radford 2015, arXiv:1511.06434). At 28x28 grey without labels it is
/// the mission's network to the layer; size, colour, width and labels are settings.
/// </summary>
public sealed class ImageGanFamily : IModelFamily
{
    public FamilyDescriptor Descriptor { get; } = new(
        "ImageGan",
        Modality.Image,
        new LocalizedText("Picture GAN", "图像 GAN"),
        new LocalizedText(
            "Two networks in a contest: one paints, one tells painted from real. Sharp pictures, quickly.",
            "两个网络相互较量：一个作画，一个辨别真假。出图清晰，学得快。"),
        Labelled: true,
        MinimumItems: 16,
        SettingsSchema.Describe<ImageGanSettings>(),
        [
            new FamilyPreset("quick", new LocalizedText("Quick", "快速"), 3, new JsonObject { ["width"] = 32 }),
            new FamilyPreset("good", new LocalizedText("Good", "良好"), 10, []),
            new FamilyPreset("best", new LocalizedText("Best", "最佳"), 40, new JsonObject { ["averageDecay"] = 0.999 }),
        ],
        [
            new SeriesDescriptor("loss.generator", new LocalizedText("Generator's loss", "生成器损失"), "nats")
            {
                Help = new LocalizedText(
                    "How hard it is for the painter to pass as real. It need not fall: the critic learns as well. Steady is good.",
                    "生成器以假乱真的难度。判别器也在学习，因此它不必下降，平稳即好。"),
            },
            new SeriesDescriptor("loss.discriminator", new LocalizedText("Discriminator's loss", "判别器损失"), "nats")
            {
                Help = new LocalizedText(
                    "How hard it is for the critic to tell real from painted. At zero the painter has lost; steady is good.",
                    "判别器区分真假的难度。为零表示生成器已败下阵来；平稳即好。"),
            },
            new SeriesDescriptor("score.real", new LocalizedText("Real taken for real", "真图被判为真"), "")
            {
                Help = new LocalizedText(
                    "Share of the critic's trust that real pictures win, from 0 to 1. Near the next line, and the two are well matched.",
                    "真图获得的信任度，0 到 1。与下一条曲线接近说明双方势均力敌。"),
            },
            new SeriesDescriptor("score.fake", new LocalizedText("Painted taken for real", "生成图被判为真"), "")
            {
                Help = new LocalizedText(
                    "The same for painted pictures. Near 0 the critic sees through everything; near the line above, painted pass as real.",
                    "生成图的同一指标。接近 0 表示全被识破；接近上一条曲线表示足以以假乱真。"),
            },
        ])
    {
        // Of the demo's 300 pictures a label it paints one over and over; of 5,000 digits it paints all kinds in all hands.
        WellFrom = 4000,
    };

    public JsonObject Tiny => new() { ["width"] = 16, ["latent"] = 8, ["batch"] = 8, ["resolution"] = "28", ["colour"] = "grey" };

    public ExampleForm FormFor(JsonObject settings, DatasetSummary dataset) => PictureLadder.FormFor(settings, dataset);

    public ILearner CreateLearner(LearnerSetup setup) => new ImageGanLearner(setup);

    public ISampler OpenSampler(Checkpoint checkpoint, Device device)
    {
        var head = checkpoint.Head;
        var settings = SettingsSchema.Read<ImageGanSettings>(head.Settings);
        var generator = new ImageGanGenerator(settings, (ImageForm)head.Form, settings.Conditional ? head.Labels.Names.Count : 0, device);
        checkpoint.CopyTo(NamedTensor.Of("average", generator));
        generator.eval();
        return new ImageGanSampler(generator, settings, (ImageForm)head.Form, head.Labels, device, owned: true);
    }
}
