using System.Text;
using System.Text.Unicode;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;

namespace AigcStudio.Data.Datasets.Packs;

/// <summary>Texts as padded UTF-8: of pairs the replies, or both, question first.</summary>
internal sealed class TextPack(ExampleForm form) : IPackSource
{
    public async Task<IReadOnlyList<string>> WriteAsync(
        IReadOnlyList<PackItem> items, string folder, IProgress<JobProgress>? progress, CancellationToken cancel)
    {
        var path = Path.Combine(folder, "texts.raw");
        await using var output = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        var example = new byte[form.ExampleBytes];
        foreach (var item in items)
        {
            cancel.ThrowIfCancellationRequested();
            Write(item, example);
            output.Write(example);
        }

        progress?.Report(new JobProgress("phase.preparing", items.Count, items.Count));
        return [path];
    }

    private void Write(PackItem item, Span<byte> example)
    {
        switch (form)
        {
            case PairForm pair when item.Reply is { } reply:
                Fill(item.Text!, example[..pair.QuestionBytes]);
                Fill(reply, example[pair.QuestionBytes..]);
                break;
            case PairForm:
                throw new ImportException("packs.noPairs");
            default:
                Fill(item.Reply ?? item.Text!, example);
                break;
        }
    }

    /// <summary>As many whole characters as fit, and zeros: a letter with its accents or an emoji of several signs is not torn apart.</summary>
    private static void Fill(string text, Span<byte> into)
    {
        into.Clear();
        if (Encoding.UTF8.GetByteCount(text) <= into.Length)
        {
            Encoding.UTF8.GetBytes(text, into);
            return;
        }

        var (at, written) = (0, 0);
        while (at < text.Length)
        {
            var length = System.Globalization.StringInfo.GetNextTextElementLength(text, at);
            if (Utf8.FromUtf16(text.AsSpan(at, length), into[written..], out _, out var bytes) != System.Buffers.OperationStatus.Done)
            {
                into[written..].Clear();
                return;
            }

            (at, written) = (at + length, written + bytes);
        }
    }
}
