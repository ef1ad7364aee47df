using AigcStudio.Generative.Models;

namespace AigcStudio.Generative.Families.ImageVae;

/// <summary>Settings of <see cref="ImageVaeFamily"/>: the mission's network, with the loss as Kingma, Welling 2013 have it.</summary>
public sealed record ImageVaeSettings
{
    [Setting("Resolution", "分辨率", "Side of the pictures it makes. Auto follows the dataset, up to 64.",
        "生成图片的边长。自动：依数据集而定，最大 64。", Choices = [PictureLadder.Auto, "28", "32", "64", "128"], Unit = "px")]
    public string Resolution { get; init; } = PictureLadder.Auto;

    [Setting("Colour", "色彩", "Grey pictures learn faster. Auto follows the dataset.",
        "灰度图学得更快。自动：依数据集而定。", Choices = [PictureLadder.Auto, "grey", "colour"])]
    public string Colour { get; init; } = PictureLadder.Auto;

    [Setting("Latent size", "潜变量维数", "How many numbers a picture is squeezed into.",
        "一张图片压缩成多少个数。", Minimum = 2, Maximum = 256)]
    public int Latent { get; init; } = 20;

    // At 8 channels libtorch 2.10 (oneDNN, AVX-512) computes a wrong gradient for the picture, up to NaN; from 16 on it is right.
    [Setting("Width", "宽度", "Channels of the first layer. Twice the width is about four times the work.",
        "第一层的通道数。宽度加倍，计算量约为四倍。", Minimum = 16, Maximum = 128)]
    public int Width { get; init; } = 32;

    [Setting("Hidden", "隐藏层", "Numbers between picture layers and latent.", "卷积层与潜变量之间的神经元数。", Minimum = 16, Maximum = 1024, Advanced = true)]
    public int Hidden { get; init; } = 256;

    [Setting("Batch", "批大小", "Pictures in one step.", "每一步使用的图片数。", Minimum = 2, Maximum = 512, Unit = "pictures", Advanced = true)]
    public int Batch { get; init; } = 64;

    [Setting("Learning rate", "学习率", "How far one step goes. Too much and it breaks, too little and nothing happens.",
        "每一步走多远。过大会崩溃，过小则学不动。", Minimum = 0, Maximum = 10, Advanced = true)]
    public double LearningRate { get; init; } = 1e-3;

    [Setting("Beta", "Beta", "Weight of order in the latent space against likeness; 1 is the true bound.",
        "潜空间规整度相对于重建精度的权重；1 为真正的下界。", Minimum = 0, Maximum = 20, Advanced = true)]
    public double Beta { get; init; } = 1;

    [Setting("Prior components", "先验成分数", "Gaussians that the latent space is described by when drawing, over all labels.",
        "生成时用多少个高斯成分描述潜空间（所有标签合计）。", Minimum = 1, Maximum = 50, Advanced = true)]
    public int PriorComponents { get; init; } = 30;

    [Setting("Average over", "权重平均", "Decay of the running average of the weights that are drawn from.",
        "用于生成的权重滑动平均的衰减率。", Minimum = 0, Maximum = 0.9999, Advanced = true)]
    public double AverageDecay { get; init; } = 0.995;

    [Setting("Gradient clip", "梯度裁剪", "Longest legal gradient; 0 for no limit.", "梯度范数的上限；0 表示不限。", Minimum = 0, Maximum = 100000, Advanced = true)]
    public double GradientClip { get; init; }
}
