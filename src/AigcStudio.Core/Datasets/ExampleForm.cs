using System.Text.Json.Serialization;

namespace AigcStudio.Core.Datasets;

/// <summary>The exact layout of one example as a model eats it. Every example of one pack has the same form and size.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ImageForm), "image")]
[JsonDerivedType(typeof(TextForm), "text")]
[JsonDerivedType(typeof(PairForm), "pair")]
[JsonDerivedType(typeof(AudioForm), "audio")]
public abstract record ExampleForm
{
    /// <summary>Bytes of one example.</summary>
    [JsonIgnore]
    public abstract int ExampleBytes { get; }

    /// <summary>A short stable name for caches, for example <c>image-3x64x64</c>.</summary>
    [JsonIgnore]
    public abstract string Key { get; }
}

/// <summary>Pictures as bytes 0..255 in planes <c>[C, H, W]</c>, C = 1 (luma) or 3 (sRGB), alpha composed over white.</summary>
public sealed record ImageForm(int Channels, int Height, int Width) : ExampleForm
{
    public override int ExampleBytes => Channels * Height * Width;

    public override string Key => $"image-{Channels}x{Height}x{Width}";
}

/// <summary>Texts as UTF-8, zero-padded to <paramref name="MaxBytes"/> bytes; a longer text is cut at a character.</summary>
public sealed record TextForm(int MaxBytes) : ExampleForm
{
    public override int ExampleBytes => MaxBytes;

    public override string Key => $"text-{MaxBytes}";
}

/// <summary>A question and its reply as UTF-8, question first, each zero-padded to its own size; a longer one is cut at a character.</summary>
public sealed record PairForm(int QuestionBytes, int ReplyBytes) : ExampleForm
{
    public override int ExampleBytes => QuestionBytes + ReplyBytes;

    public override string Key => $"pair-{QuestionBytes}-{ReplyBytes}";
}

/// <summary>Mono sounds as little-endian 16-bit samples <c>[Samples]</c>, zero-padded at the end.</summary>
public sealed record AudioForm(int SampleRateHz, int Samples) : ExampleForm
{
    public override int ExampleBytes => Samples * sizeof(short);

    public override string Key => $"audio-{SampleRateHz}x{Samples}";
}
