namespace AigcStudio.Data.Gallery;

public enum GalleryOrder
{
    Newest,

    /// <summary>By what the viewer likes; without what they rated already.</summary>
    Taste,
}
