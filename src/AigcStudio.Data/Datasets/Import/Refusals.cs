using AigcStudio.Core;
using AigcStudio.Core.Datasets;

namespace AigcStudio.Data.Datasets.Import;

internal static class Refusals
{
    /// <summary>A sequence that may be refused on the way: what came before is kept, and the reason is noted.</summary>
    public static IEnumerable<T> Noted<T>(ImportLedger ledger, string name, IEnumerable<T> items)
    {
        using var each = items.GetEnumerator();
        while (true)
        {
            try
            {
                if (!each.MoveNext())
                {
                    yield break;
                }
            }
            catch (ImportException refusal)
            {
                ledger.Refuse(name, Said.Of(refusal));
                yield break;
            }

            yield return each.Current;
        }
    }
}
