using System.Xml.Linq;
using AigcStudio.Data.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AigcStudio.Web.Accounts;

/// <summary>The ring's keys as files that only the studio's own account may read.</summary>
internal sealed class KeyFiles(StudioFolders folders, ILoggerFactory logs) : FileSystemXmlRepository(new DirectoryInfo(folders.Keys), logs)
{
    public override void StoreElement(XElement element, string friendlyName)
    {
        base.StoreElement(element, friendlyName);
        folders.CloseKeys();
    }
}
