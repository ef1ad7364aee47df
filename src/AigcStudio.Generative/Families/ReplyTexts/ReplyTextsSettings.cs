using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Text;

namespace AigcStudio.Generative.Families.ReplyTexts;

/// <summary>Settings of <see cref="ReplyTextsFamily"/>.</summary>
public sealed record ReplyTextsSettings
{
    [Setting("Longest question", "最长问题", "Bytes of the longest question; a longer one is cut. Auto follows the dataset, up to 512.",
        "最长问题的字节数，更长的会被截断。自动：依数据集而定，最大 512。", Choices = [TextLadder.Auto, "64", "128", "256", "512", "1024"], Unit = "bytes")]
    public string LongestQuestion { get; init; } = TextLadder.Auto;

    [Setting("Longest reply", "最长回复", "Bytes of the longest reply; a longer one is cut. Auto follows the dataset, up to 512.",
        "最长回复的字节数，更长的会被截断。自动：依数据集而定，最大 512。", Choices = [TextLadder.Auto, "64", "128", "256", "512", "1024"], Unit = "bytes")]
    public string LongestReply { get; init; } = TextLadder.Auto;

    [Setting("Hidden", "隐藏层", "What it can keep in mind. Twice as much is about four times the work, and learns a small dataset by heart sooner.",
        "网络的记忆容量。加倍后计算量约为四倍，也会更快背下小数据集。", Minimum = 16, Maximum = 1024)]
    public int Hidden { get; init; } = 160;

    [Setting("Latent size", "潜变量维数", "How many numbers say which of the possible replies it is.", "用多少个数区分各种可能的回复。", Minimum = 2, Maximum = 256)]
    public int Latent { get; init; } = 16;

    [Setting("Dropout", "丢弃率", "Share of what it has read and of what it thinks that it forgets at every step: against learning by heart.",
        "训练时随机丢弃的比例，防止死记硬背。", Minimum = 0, Maximum = 0.9, Advanced = true)]
    public double Dropout { get; init; } = 0.3;

    [Setting("Word dropout", "词丢弃率", "Share of the words that it is not shown, in question and reply, while it learns.",
        "训练时在问题和回复中隐藏的词的比例。", Minimum = 0, Maximum = 0.9, Advanced = true)]
    public double WordDropout { get; init; } = 0.1;

    [Setting("Weight decay", "权重衰减", "Pull of all weights towards zero, against learning by heart.", "把所有权重拉向零的力度，防止死记硬背。", Minimum = 0, Maximum = 1, Advanced = true)]
    public double WeightDecay { get; init; } = 0.02;

    [Setting("Free nats", "自由比特", "What each number of the code may say without being charged, in nats: against a code that says nothing.",
        "潜变量每一维不计代价的信息量（奈特），防止后验坍塌。", Minimum = 0, Maximum = 5, Unit = "nats", Advanced = true)]
    public double FreeNats { get; init; } = 0.25;

    [Setting("Warm-up", "退火比例", "Share of the run in which the charge for the code rises from nothing to all of it.",
        "KL 权重从 0 升至 1 所占的训练比例。", Minimum = 0, Maximum = 1, Advanced = true)]
    public double WarmUp { get; init; } = 0.2;

    [Setting("Words", "词表大小", "Different words and characters it can use; rarer words are spelled.",
        "可使用的词与字符数；更少见的词逐字母拼写。", Minimum = 64, Maximum = 20000, Unit = "words", Advanced = true)]
    public int Words { get; init; } = 4000;

    [Setting("Word width", "词向量维数", "Numbers that stand for a word.", "表示一个词的向量维数。", Minimum = 4, Maximum = 512, Advanced = true)]
    public int Width { get; init; } = 96;

    [Setting("Batch", "批大小", "Pairs in one step.", "每一步使用的问答对数。", Minimum = 2, Maximum = 512, Unit = "pairs", Advanced = true)]
    public int Batch { get; init; } = 32;

    [Setting("Learning rate", "学习率", "How far one step goes at first; it falls to a tenth along a cosine. Too much and it breaks, too little and nothing happens.",
        "起初每一步走多远，随后按余弦降到十分之一。过大会崩溃，过小则学不动。", Minimum = 0, Maximum = 10, Advanced = true)]
    public double LearningRate { get; init; } = 2e-3;

    [Setting("Average over", "权重平均", "Decay of the running average of the weights that are drawn from.",
        "用于生成的权重滑动平均的衰减率。", Minimum = 0, Maximum = 0.9999, Advanced = true)]
    public double AverageDecay { get; init; } = 0.99;

    [Setting("Gradient clip", "梯度裁剪", "Longest legal gradient of a word's loss; 0 for no limit.",
        "每词损失的梯度范数上限；0 表示不限。", Minimum = 0, Maximum = 100000, Advanced = true)]
    public double GradientClip { get; init; } = 1;
}
