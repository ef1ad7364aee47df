using AigcStudio.Core;
using AigcStudio.Core.Models;

namespace AigcStudio.Generative.Models;

/// <summary>The lines of the learning curve that several families share, each with what it means to somebody who does not train for a living.</summary>
internal static class KnownSeries
{
    public static SeriesDescriptor Bound { get; } = new("bound", new LocalizedText("Fit to what it learns from", "对训练数据的拟合"), "nats")
    {
        Help = new LocalizedText(
            "How well the model explains an item it learns from (evidence lower bound): the higher, the better.",
            "模型对训练样本的解释程度（证据下界）：越高越好。"),
    };

    public static SeriesDescriptor BoundHeldOut { get; } = new("bound.heldOut", new LocalizedText("Fit to what it never saw", "对未见数据的拟合"), "nats")
    {
        Help = new LocalizedText(
            "The same for items kept aside. Where it falls while the other rises, the model begins to learn by heart.",
            "对留出样本的同一指标。若它下降而前者上升，说明模型开始死记硬背。"),
    };

    public static SeriesDescriptor Likeness { get; } = new("loss.likeness", new LocalizedText("Rebuilding error", "重建误差"), "nats")
    {
        Help = new LocalizedText(
            "What is lost when an item is squeezed into its code and built again: the lower, the truer.",
            "样本压缩成编码再还原时丢失的信息：越低越忠实。"),
    };

    public static SeriesDescriptor Divergence { get; } = new("loss.divergence", new LocalizedText("What the code carries", "编码携带的信息"), "nats")
    {
        Help = new LocalizedText(
            "How much of an item its code holds (KL divergence). Near zero the model ignores its code; very high, and what is drawn freely looks broken.",
            "编码保留了样本的多少信息（KL 散度）。接近零表示模型忽略编码；过高则随机生成的结果会失真。"),
    };

    public static SeriesDescriptor BitsPerCharacter { get; } = new("bits", new LocalizedText("Bits per character", "每字符比特数"), "bits")
    {
        Help = new LocalizedText(
            "How surprised the model is by each next character of what it learns from: the lower, the better.",
            "模型对训练文本中下一个字符的意外程度：越低越好。"),
    };

    public static SeriesDescriptor BitsPerCharacterHeldOut { get; } =
        new("bits.heldOut", new LocalizedText("Bits per character, unseen texts", "每字符比特数（未见文本）"), "bits")
        {
            Help = new LocalizedText(
                "The same for texts kept aside. Where it rises while the other falls, the model begins to learn by heart.",
                "对留出文本的同一指标。若它上升而前者下降，说明模型开始死记硬背。"),
        };

    public static SeriesDescriptor ActiveUnits { get; } = new("units.active", new LocalizedText("Numbers of the code in use", "编码中活跃的维数"), "")
    {
        Help = new LocalizedText(
            "How many numbers of the code really say something about the item. None: the model ignores its code.",
            "编码中真正携带样本信息的数字个数。若为零，说明模型忽略编码。"),
    };
}
