namespace AigcStudio.Core.Datasets;

/// <summary>What kind of thing a dataset holds and a family makes.</summary>
public enum Modality
{
    Image,
    Text,
    Audio,
}
