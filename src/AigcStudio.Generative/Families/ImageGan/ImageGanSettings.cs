using AigcStudio.Generative.Models;

namespace AigcStudio.Generative.Families.ImageGan;

/// <summary>
/// Settings of <see cref="ImageGanFamily"/>. The defaults are the mission's network with the optimiser of Radford, Metz, Chintala 2015
/// (arXiv:1511.06434, section 4): N(0, 0.02), Adam 2e-4 with beta1 0.5, batch 64, which learns several times faster than Adam 1e-4.
/// </summary>
public sealed record ImageGanSettings
{
    [Setting("Resolution", "分辨率", "Side of the pictures it makes. Auto follows the dataset, up to 64.",
        "生成图片的边长。自动：依数据集而定，最大 64。", Choices = [PictureLadder.Auto, "28", "32", "64", "128"], Unit = "px")]
    public string Resolution { get; init; } = PictureLadder.Auto;

    [Setting("Colour", "色彩", "Grey pictures learn faster. Auto follows the dataset.",
        "灰度图学得更快。自动：依数据集而定。", Choices = [PictureLadder.Auto, "grey", "colour"])]
    public string Colour { get; init; } = PictureLadder.Auto;

    [Setting("Learn the labels", "学习标签", "Where items have labels, you can later ask for one. Off: it ignores them.",
        "若数据带标签，之后可按标签生成。关闭则忽略标签。")]
    public bool Conditional { get; init; } = true;

    // At 8 channels libtorch 2.10 (oneDNN, AVX-512) computes a wrong gradient for the picture, up to NaN; from 16 on it is right.
    [Setting("Width", "宽度", "Channels of the widest picture layer. Twice the width is about four times the work.",
        "最外层卷积的通道数。宽度加倍，计算量约为四倍。", Minimum = 16, Maximum = 128)]
    public int Width { get; init; } = 64;

    [Setting("Latent size", "潜变量维数", "How many numbers a picture is made from.",
        "一张图片由多少个数生成。", Minimum = 8, Maximum = 512, Advanced = true)]
    public int Latent { get; init; } = 100;

    [Setting("Batch", "批大小", "Pictures in one step.", "每一步使用的图片数。", Minimum = 2, Maximum = 512, Unit = "pictures", Advanced = true)]
    public int Batch { get; init; } = 64;

    [Setting("Learning rate", "学习率", "How far one step goes. Too much and it breaks, too little and nothing happens.",
        "每一步走多远。过大会崩溃，过小则学不动。", Minimum = 0, Maximum = 10, Advanced = true)]
    public double LearningRate { get; init; } = 2e-4;

    [Setting("Momentum", "动量", "Beta1 of Adam. GANs like it low.", "Adam 的 beta1。GAN 宜取较小值。", Minimum = 0, Maximum = 0.99, Advanced = true)]
    public double Beta1 { get; init; } = 0.5;

    [Setting("Dropout", "随机失活", "Share of the discriminator's features dropped at random; keeps it from learning by heart.",
        "判别器随机丢弃特征的比例，防止死记硬背。", Minimum = 0, Maximum = 0.9, Advanced = true)]
    public double Dropout { get; init; } = 0.3;

    [Setting("First weights", "初始权重", "normal: N(0, 0.02), as the DCGAN paper has it; glorot: uniform, as Keras has it.",
        "normal：N(0, 0.02)，同 DCGAN 论文；glorot：均匀分布，同 Keras。", Choices = ["normal", "glorot"], Advanced = true)]
    public string FirstWeights { get; init; } = "normal";

    [Setting("Average over", "权重平均", "Decay of the running average of the generator that is drawn from. Longer is smoother and slower to follow.",
        "用于生成的权重滑动平均的衰减率。越大越平滑，跟得越慢。", Minimum = 0, Maximum = 0.9999, Advanced = true)]
    public double AverageDecay { get; init; } = 0.995;

    [Setting("Gradient clip", "梯度裁剪", "Longest legal gradient of each network; 0 for no limit.",
        "每个网络梯度范数的上限；0 表示不限。", Minimum = 0, Maximum = 1000, Advanced = true)]
    public double GradientClip { get; init; }
}
