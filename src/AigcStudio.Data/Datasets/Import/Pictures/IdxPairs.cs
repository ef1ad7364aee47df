using System.Globalization;

namespace AigcStudio.Data.Datasets.Import.Pictures;

/// <summary>Pictures of an IDX file with the labels that belong to them, if any.</summary>
internal sealed record IdxPair(IdxFile Pictures, IdxFile? Labels)
{
    /// <summary>The label of each picture, as its number in words; empty without a label file.</summary>
    public IReadOnlyList<string> ReadLabels()
    {
        if (Labels is null)
        {
            return [];
        }

        var bytes = new byte[Labels.Header.Count];
        using var body = Labels.OpenBody();
        body.ReadExactly(bytes);
        return [.. bytes.Select(b => b.ToString(CultureInfo.InvariantCulture))];
    }
}

/// <summary>Finds for each file of pictures its file of labels.</summary>
internal static class IdxPairs
{
    /// <summary>
    /// By MNIST's naming; where one file of pictures and one of labels are there, by their being alone. Labels that fit no
    /// pictures are refused; the pictures stay.
    /// </summary>
    public static IReadOnlyList<IdxPair> Match(IReadOnlyList<IdxFile> files, ImportLedger ledger)
    {
        var pictures = files.Where(f => !f.Header.IsLabels).ToList();
        var labels = files.Where(f => f.Header.IsLabels).ToList();
        var pairs = new List<IdxPair>();
        foreach (var file in pictures)
        {
            var mate = labels.FirstOrDefault(l => l.PairKey == file.PairKey) ?? (pictures.Count == 1 && labels.Count == 1 ? labels[0] : null);
            if (mate is not null)
            {
                labels.Remove(mate);
            }

            if (mate is not null && mate.Header.Count != file.Header.Count)
            {
                ledger.Refuse(mate.Name, "import.idxLabelCount", mate.Header.Count, file.Header.Count);
                mate = null;
            }

            pairs.Add(new IdxPair(file, mate));
        }

        labels.ForEach(l => ledger.Refuse(l.Name, "import.idxLabelsAlone"));
        return pairs;
    }
}
