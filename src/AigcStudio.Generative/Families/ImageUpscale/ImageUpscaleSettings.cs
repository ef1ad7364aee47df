using AigcStudio.Generative.Models;

namespace AigcStudio.Generative.Families.ImageUpscale;

/// <summary>Settings of <see cref="ImageUpscaleFamily"/>.</summary>
public sealed record ImageUpscaleSettings
{
    [Setting("Originals", "原图尺寸", "Side of the originals that it learns from. Auto takes as much as the dataset has, up to 256.",
        "学习所用原图的边长。自动：数据集有多大就取多大，最大 256。", Choices = [PictureLadder.Auto, "32", "64", "128", "256"], Unit = "px")]
    public string Resolution { get; init; } = PictureLadder.Auto;

    [Setting("Colour", "色彩", "Grey pictures learn faster. Auto follows the dataset.",
        "灰度图学得更快。自动：依数据集而定。", Choices = [PictureLadder.Auto, "grey", "colour"])]
    public string Colour { get; init; } = PictureLadder.Auto;

    [Setting("Enlarges by", "放大倍数", "How many times longer each side becomes.", "每条边放大为原来的几倍。", Choices = ["2", "4"], Unit = "×")]
    public string Factor { get; init; } = "4";

    // From 16 on, as ImageVaeSettings says why.
    [Setting("Width", "宽度", "Channels of every layer. Twice the width is about four times the work.",
        "每一层的通道数。宽度加倍，计算量约为四倍。", Minimum = 16, Maximum = 128)]
    public int Width { get; init; } = 48;

    [Setting("Blocks", "残差块数", "How many times a picture is gone over. More see farther and take longer.",
        "对图片反复加工的次数。越多看得越远，也越慢。", Minimum = 1, Maximum = 32)]
    public int Blocks { get; init; } = 5;

    [Setting("Piece", "裁块", "Side of the pieces that it learns from, counted in the small picture.",
        "学习时裁取的小块边长，以缩小后的图片计。", Minimum = 8, Maximum = 64, Unit = "px", Advanced = true)]
    public int Crop { get; init; } = 24;

    [Setting("Batch", "批大小", "Pieces in one step.", "每一步使用的小块数。", Minimum = 2, Maximum = 512, Unit = "pictures", Advanced = true)]
    public int Batch { get; init; } = 16;

    [Setting("Learning rate", "学习率", "How far the first steps go; the last go a tenth of it. Too much and it breaks, too little and nothing happens.",
        "最初每一步走多远，最后降到十分之一。过大会崩溃，过小则学不动。", Minimum = 0, Maximum = 10, Advanced = true)]
    public double LearningRate { get; init; } = 1e-3;

    [Setting("Weight of edges", "边缘权重", "What a wrong edge costs beside a wrong level. More is crisper, up to ringing.",
        "边缘误差相对于亮度误差的权重。越大越锐利，过大则出现振纹。", Minimum = 0, Maximum = 10, Advanced = true)]
    public double EdgeWeight { get; init; } = 0.1;

    [Setting("Average over", "权重平均", "Decay of the running average of the weights that pictures are enlarged with.",
        "用于放大的权重滑动平均的衰减率。", Minimum = 0, Maximum = 0.9999, Advanced = true)]
    public double AverageDecay { get; init; } = 0.995;

    [Setting("Gradient clip", "梯度裁剪", "Longest legal gradient; 0 for no limit.", "梯度范数的上限；0 表示不限。", Minimum = 0, Maximum = 100000, Advanced = true)]
    public double GradientClip { get; init; } = 1;

    internal int Times => int.Parse(Factor, null);
}
