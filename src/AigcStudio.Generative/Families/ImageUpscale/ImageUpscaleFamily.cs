using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageUpscale;

/// <summary>
/// Makes pictures larger, two or four times a side: a residual network without batch norms (Lim et al. 2017, arXiv:1707.02921) that works at
/// the small size and opens up at the end (Shi et al. 2016, arXiv:1609.05158), added to plain bicubic enlargement. It learns from originals
/// and what the studio's own shrinking leaves of them.
/// </summary>
public sealed class ImageUpscaleFamily : IModelFamily
{
    private static readonly int[] Sides = [64, 128, 256];

    public FamilyDescriptor Descriptor { get; } = new(
        "ImageUpscale",
        Modality.Image,
        new LocalizedText("Picture enlarger", "图像放大"),
        new LocalizedText(
            "Learns from your originals how small pictures become large ones: a 64 px picture becomes 256, a 128 px one 512. It draws no pictures of its own.",
            "从你的原图中学习如何把小图放大：64 像素变 256，128 像素变 512。它自己不生成新图。"),
        Labelled: false,
        MinimumItems: 16,
        SettingsSchema.Describe<ImageUpscaleSettings>(),
        [
            new FamilyPreset("quick", new LocalizedText("Quick", "快速"), 3, new JsonObject { ["width"] = 32, ["blocks"] = 3 }),
            new FamilyPreset("good", new LocalizedText("Good", "良好"), 10, []),
            new FamilyPreset("best", new LocalizedText("Best", "最佳"), 40, new JsonObject { ["width"] = 64, ["blocks"] = 8, ["averageDecay"] = 0.999 }),
        ],
        [
            new SeriesDescriptor("loss.difference", new LocalizedText("Difference from the original", "与原图的差异"), "levels")
            {
                Help = new LocalizedText(
                    "How far a pixel of the enlarged picture is from the original's, of 255 levels: the lower, the truer.",
                    "放大后的像素与原图相差多少级（共 255 级）：越低越忠实。"),
            },
            new SeriesDescriptor("loss.edges", new LocalizedText("Difference of edges", "边缘差异"), "levels")
            {
                Help = new LocalizedText(
                    "The same for the steps from pixel to pixel: where it falls, edges become as crisp as the original's.",
                    "相邻像素之间落差的同一指标：下降说明边缘越来越接近原图的锐度。"),
            },
            new SeriesDescriptor("psnr.heldOut", new LocalizedText("Likeness to unseen originals", "与未见原图的相似度"), "dB")
            {
                Help = new LocalizedText(
                    "Peak signal-to-noise ratio of pictures kept aside, shrunk and enlarged again: the higher, the better.",
                    "留出图片先缩小再放大后的峰值信噪比：越高越好。"),
            },
            new SeriesDescriptor("psnr.bicubic.heldOut", new LocalizedText("The same by plain enlarging", "普通放大的相似度"), "dB")
            {
                Help = new LocalizedText(
                    "What bicubic enlargement reaches with the same pictures. The model is worth its time where it stays above this line.",
                    "同样的图片用双三次插值放大所达到的值。模型高于这条线才有价值。"),
            },
        ])
    {
        Enlarges = true,
        LeastSide = Sides[0],
    };

    public JsonObject Tiny => new()
    {
        ["width"] = 16,
        ["blocks"] = 1,
        ["batch"] = 8,
        ["crop"] = 8,
        ["resolution"] = "32",
        ["colour"] = "grey",
    };

    public ExampleForm FormFor(JsonObject settings, DatasetSummary dataset)
    {
        if (dataset.Modality != Modality.Image)
        {
            throw new RecipeException("recipe.wrongModality", dataset.Modality);
        }

        var asked = SettingsSchema.Read<ImageUpscaleSettings>(settings);
        var original = Math.Min(dataset.TypicalWidth, dataset.TypicalHeight);
        var side = asked.Resolution == PictureLadder.Auto ? Sides.LastOrDefault(s => s <= original, Sides[0]) : int.Parse(asked.Resolution, null);
        return new ImageForm(asked.Colour == "colour" || (asked.Colour == PictureLadder.Auto && dataset.Colour) ? 3 : 1, side, side);
    }

    public ILearner CreateLearner(LearnerSetup setup) => new ImageUpscaleLearner(setup);

    public ISampler OpenSampler(Checkpoint checkpoint, Device device)
    {
        var settings = SettingsSchema.Read<ImageUpscaleSettings>(checkpoint.Head.Settings);
        var form = (ImageForm)checkpoint.Head.Form;
        var network = new ImageUpscaleNetwork(settings, form.Channels, device);
        checkpoint.CopyTo(NamedTensor.Of("average", network));
        network.eval();
        return new ImageUpscaleSampler(network, shown: null, form, device, owned: true);
    }
}
