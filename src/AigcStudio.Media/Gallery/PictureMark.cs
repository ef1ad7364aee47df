using System.Text;
using System.Xml;
using System.Xml.Linq;
using AigcStudio.Core.Gallery;

namespace AigcStudio.Media.Gallery;

/// <summary>
/// The XMP packet that says "made by a trained model": IPTC's digital source type and the label of TC260 (GB 45438-2025).
/// </summary>
internal static class PictureMark
{
    public const string SourceType = AigcLabel.SourceType;

    private static readonly XNamespace Meta = "adobe:ns:meta/";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private static readonly XNamespace Tc260 = "http://www.tc260.org.cn/ns/AIGC/1.0/";

    public static byte[] Write(ProvenanceMark mark)
    {
        var packet = new XElement(
            Meta + "xmpmeta",
            new XAttribute(XNamespace.Xmlns + "x", Meta),
            new XElement(
                Rdf + "RDF",
                new XAttribute(XNamespace.Xmlns + "rdf", Rdf),
                new XElement(
                    Rdf + "Description",
                    new XAttribute(Rdf + "about", ""),
                    new XAttribute(XNamespace.Xmlns + "Iptc4xmpExt", Iptc),
                    new XAttribute(XNamespace.Xmlns + "TC260", Tc260),
                    new XElement(Iptc + "DigitalSourceType", SourceType),
                    new XElement(Tc260 + "AIGC", AigcLabel.Of(mark)))));
        return Encoding.UTF8.GetBytes(
            "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>" + packet.ToString(SaveOptions.DisableFormatting) + "<?xpacket end=\"r\"?>");
    }

    /// <summary>True where the packet carries both marks for this artifact.</summary>
    public static bool IsIn(byte[] packet, ProvenanceMark mark)
    {
        try
        {
            var description = XDocument.Parse(Encoding.UTF8.GetString(packet).TrimEnd('\0')).Descendants(Rdf + "Description").First();
            return (string?)description.Element(Iptc + "DigitalSourceType") == SourceType
                && (string?)description.Element(Tc260 + "AIGC") == AigcLabel.Of(mark);
        }
        catch (Exception e) when (e is XmlException or InvalidOperationException)
        {
            return false;
        }
    }
}
