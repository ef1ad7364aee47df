using System.Text;

namespace AigcStudio.Core.Datasets;

/// <summary>Texts out of raw examples of a <see cref="TextForm"/> or a <see cref="PairForm"/>.</summary>
public static class RawTexts
{
    /// <summary>Stands between a question and its reply where both are one string.</summary>
    public const char Seam = '\u001F';

    /// <summary>One zero-padded text: its UTF-8 up to the first zero. A model may draw bytes that are no UTF-8: each such place is U+FFFD.</summary>
    public static string Read(ReadOnlySpan<byte> padded)
    {
        var end = padded.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? padded : padded[..end]);
    }

    /// <summary>One example; of a pair the question, <see cref="Seam"/> and the reply.</summary>
    /// <exception cref="ArgumentException">The form is none of texts.</exception>
    public static string Read(ReadOnlySpan<byte> example, ExampleForm form) => form switch
    {
        TextForm => Read(example),
        PairForm pair => $"{Read(example[..pair.QuestionBytes])}{Seam}{Read(example[pair.QuestionBytes..])}",
        _ => throw new ArgumentException($"No texts are kept as {form.Key}.", nameof(form)),
    };

    /// <summary>The examples of a raw file, one after another.</summary>
    /// <exception cref="EndOfStreamException">The file holds fewer than <paramref name="count"/>.</exception>
    public static async IAsyncEnumerable<string> ReadAsync(
        string rawPath, ExampleForm form, int count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var raw = File.OpenRead(rawPath);
        var example = new byte[form.ExampleBytes];
        for (var i = 0; i < count; i++)
        {
            await raw.ReadExactlyAsync(example, cancel);
            yield return Read(example, form);
        }
    }
}
