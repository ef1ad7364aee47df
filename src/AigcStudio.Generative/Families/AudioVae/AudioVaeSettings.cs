using AigcStudio.Generative.Models;

namespace AigcStudio.Generative.Families.AudioVae;

/// <summary>Settings of <see cref="AudioVaeFamily"/>.</summary>
public sealed record AudioVaeSettings
{
    internal const string Frames = "frames";
    internal const string Samples = "samples";

    [Setting("Mode", "模式", "Frames: learns the spectrum and finds a wave for it; sounds right within minutes. Samples: writes the wave itself, sample by sample; takes hours.",
        "帧：学习频谱再求出波形，几分钟即可听。样本：逐个样本写出波形，需要数小时。", Choices = [Frames, Samples])]
    public string Mode { get; init; } = Frames;

    [Setting("Clip length", "片段时长", "Seconds of the sounds it makes. Longer ones of the dataset are cut, shorter ones end in silence.",
        "生成声音的秒数。数据集中更长的会被截断，更短的以静音补足。", Minimum = 0.25, Maximum = 4, Unit = "s")]
    public double Seconds { get; init; } = 1;

    [Setting("Latent size", "潜变量维数", "How many numbers a sound is squeezed into.",
        "一个声音压缩成多少个数。", Minimum = 2, Maximum = 256)]
    public int Latent { get; init; } = 64;

    [Setting("Hidden", "隐藏层", "Memory of the networks that read and write a sound. Twice the size is about four times the work.",
        "读写声音的网络的记忆单元数。加倍则计算量约为四倍。", Minimum = 16, Maximum = 1024)]
    public int Hidden { get; init; } = 256;

    [Setting("Batch", "批大小", "Sounds in one step.", "每一步使用的声音数。", Minimum = 2, Maximum = 512, Unit = "sounds", Advanced = true)]
    public int Batch { get; init; } = 32;

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
    public double AverageDecay { get; init; } = 0.99;

    [Setting("Gradient clip", "梯度裁剪", "Longest legal gradient; 0 for no limit.", "梯度范数的上限；0 表示不限。", Minimum = 0, Maximum = 100000, Advanced = true)]
    public double GradientClip { get; init; } = 2000;
}
