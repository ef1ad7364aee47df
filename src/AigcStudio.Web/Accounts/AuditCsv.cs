using System.Globalization;
using AigcStudio.Data.Accounts;

namespace AigcStudio.Web.Accounts;

/// <summary>
/// Entries of the audit log as a table for a spreadsheet (RFC 4180). A cell that a spreadsheet would take for a formula begins with an
/// apostrophe, so that no name or detail is ever carried out there.
/// </summary>
internal static class AuditCsv
{
    // The wide forms are what a spreadsheet of an Asian language takes for the same.
    private static readonly char[] Formulas = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

    public static string Head => "id,at,person,name,act,subject,details\r\n";

    public static string Line(AuditEntry entry, string name) => string.Join(
        ',',
        entry.Id.ToString(CultureInfo.InvariantCulture),
        entry.At.ToString("O", CultureInfo.InvariantCulture),
        entry.PersonId?.ToString() ?? "",
        Cell(name),
        Cell(entry.Act),
        Cell(entry.Subject),
        Cell(entry.Details)) + "\r\n";

    /// <summary>Quoted always: commas, quotes and line breaks are then harmless.</summary>
    internal static string Cell(string text)
    {
        // A spreadsheet passes over blanks and what cannot be seen before a formula.
        var begins = text.FirstOrDefault(c => c is '\t' or '\r' or '\n' || !(char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format));
        var safe = Formulas.Contains(begins) ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
