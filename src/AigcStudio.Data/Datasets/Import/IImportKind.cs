using AigcStudio.Core;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import;

/// <summary>What an import does in its own way for pictures, for texts and for sounds.</summary>
internal interface IImportKind
{
    /// <summary>What the intake is called while it is at work.</summary>
    string Phase { get; }

    IItemIntake Intake(ImportParts parts, Action<long> progressed);

    /// <summary>For each item its group of near duplicates: the index of the group's first member.</summary>
    int[] Group(IReadOnlyList<Kept> items);

    /// <summary>What fits together among the items; what is left out goes into the ledger.</summary>
    IReadOnlyList<Kept> Sift(IReadOnlyList<Kept> items, ImportLedger ledger) => items;

    /// <summary>Adds this kind's figures to the report.</summary>
    HealthReport Measure(HealthReport report, IReadOnlyList<Kept> items);

    /// <summary>What a person should know of the items themselves.</summary>
    IEnumerable<Said> Find(IReadOnlyList<Kept> items);

    /// <summary>How many items are few, and how many scarce.</summary>
    (int Few, int Scarce) Enough { get; }

    /// <summary>Begins the codes of sentences that say "pictures", "texts" or "sounds".</summary>
    string Codes { get; }

    /// <summary>Writes down what families ask for.</summary>
    void Describe(DatasetVersion version, IReadOnlyList<Kept> items);

    static IImportKind Of(Modality modality) => modality switch
    {
        Modality.Text => new Texts.TextImport(),
        Modality.Audio => new Sounds.SoundImport(),
        _ => new Pictures.PictureImport(),
    };
}
