using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Text;

namespace AigcStudio.Generative.Families.TextVae;

/// <summary>Settings of <see cref="TextVaeFamily"/>.</summary>
public sealed record TextVaeSettings
{
    [Setting("Longest text", "最长文本", "Bytes of the longest text; a longer one is cut. Auto follows the dataset, up to 512. Twice as long is twice the work.",
        "最长文本的字节数，更长的会被截断。自动：依数据集而定，最大 512。长度加倍，计算量加倍。",
        Choices = [TextLadder.Auto, "64", "128", "256", "512", "1024"], Unit = "bytes")]
    public string Longest { get; init; } = TextLadder.Auto;

    [Setting("Hidden", "隐藏层", "What the writer can keep in mind. Twice as much is about four times the work.",
        "写作网络的记忆容量。加倍后计算量约为四倍。", Minimum = 16, Maximum = 1024)]
    public int Hidden { get; init; } = 256;

    [Setting("Latent size", "潜变量维数", "How many numbers a text is squeezed into.", "一段文本压缩成多少个数。", Minimum = 2, Maximum = 256)]
    public int Latent { get; init; } = 32;

    [Setting("Character dropout", "字符丢弃率", "Share of the letters that the writer is not shown while it learns, so that it has to ask the code.",
        "训练时对写作网络隐藏的字符比例，迫使它使用潜变量。", Minimum = 0, Maximum = 0.9, Advanced = true)]
    public double Dropout { get; init; } = 0.3;

    [Setting("Free nats", "自由比特", "What each number of the code may say without being charged, in nats: against a code that says nothing.",
        "潜变量每一维不计代价的信息量（奈特），防止后验坍塌。", Minimum = 0, Maximum = 5, Unit = "nats", Advanced = true)]
    public double FreeNats { get; init; } = 0.25;

    [Setting("Warm-up", "退火比例", "Share of the run in which the charge for the code rises from nothing to all of it.",
        "KL 权重从 0 升至 1 所占的训练比例。", Minimum = 0, Maximum = 1, Advanced = true)]
    public double WarmUp { get; init; } = 0.2;

    [Setting("Characters", "字符表大小", "Different characters it can write; rarer ones become “unknown”.",
        "可书写的不同字符数；更少见的字符记为“未知”。", Minimum = 16, Maximum = 20000, Unit = "characters", Advanced = true)]
    public int Characters { get; init; } = 3000;

    [Setting("Character width", "字符向量维数", "Numbers that stand for a character.", "表示一个字符的向量维数。", Minimum = 4, Maximum = 512, Advanced = true)]
    public int Width { get; init; } = 64;

    [Setting("Batch", "批大小", "Texts in one step.", "每一步使用的文本数。", Minimum = 2, Maximum = 512, Unit = "texts", Advanced = true)]
    public int Batch { get; init; } = 32;

    [Setting("Learning rate", "学习率", "How far one step goes at first; it falls to a tenth along a cosine. Too much and it breaks, too little and nothing happens.",
        "起初每一步走多远，随后按余弦降到十分之一。过大会崩溃，过小则学不动。", Minimum = 0, Maximum = 10, Advanced = true)]
    public double LearningRate { get; init; } = 4e-3;

    [Setting("Prior components", "先验成分数", "Gaussians that the latent space is described by when drawing, over all labels.",
        "生成时用多少个高斯成分描述潜空间（所有标签合计）。", Minimum = 1, Maximum = 50, Advanced = true)]
    public int PriorComponents { get; init; } = 20;

    [Setting("Average over", "权重平均", "Decay of the running average of the weights that are drawn from.",
        "用于生成的权重滑动平均的衰减率。", Minimum = 0, Maximum = 0.9999, Advanced = true)]
    public double AverageDecay { get; init; } = 0.99;

    [Setting("Gradient clip", "梯度裁剪", "Longest legal gradient of a character's loss; 0 for no limit.",
        "每字符损失的梯度范数上限；0 表示不限。", Minimum = 0, Maximum = 100000, Advanced = true)]
    public double GradientClip { get; init; } = 1;
}
