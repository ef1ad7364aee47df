using AigcStudio.Data.Accounts;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace AigcStudio.Web.Shell;

/// <summary>The keys that work on this page: to look one up, and to choose another for it.</summary>
public sealed partial class KeysDialog
{
    private KeyHint? _asking;
    private string _search = "";
    private string _said = "";

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required KeyList Keys { get; init; }

    [Inject] public required OwnKeys Own { get; init; }

    [Inject] public required CurrentViewer Current { get; init; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    private List<KeyHint> Found => [.. Keys.All.DistinctBy(h => h.Code).Where(h =>
        Texts[h.Code].Contains(_search.Trim(), StringComparison.CurrentCultureIgnoreCase)
        || Keys.Shown(h).Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase))];

    private async Task PressedAsync(KeyHint hint, KeyboardEventArgs pressed)
    {
        if (_asking != hint || pressed.Key is "Shift" or "Control" or "Alt" or "Meta")
        {
            return;
        }

        _asking = null;
        var key = pressed.Key.Length == 1 ? pressed.Key.ToLowerInvariant() : pressed.Key;
        if (key is "Escape" or "Tab")
        {
            return;
        }

        if (key is "?" or "g")
        {
            (_said, _asking) = (Texts["keys.ofStudio", KeyHint.Printed(key)], hint);
        }
        else if (Keys.Taken(key, hint) is { } other)
        {
            (_said, _asking) = (Texts["keys.taken", KeyHint.Printed(key), Texts[other.Code]], hint);
        }
        else
        {
            var keys = new Dictionary<string, string>(Keys.Chosen) { [hint.Code] = key };
            if (key == hint.Single)
            {
                keys.Remove(hint.Code);
            }

            await KeepAsync(keys);
            _said = Texts["keys.changed", KeyHint.Printed(key), Texts[hint.Code]];
        }
    }

    private async Task ResetAsync()
    {
        await KeepAsync([]);
        _said = Texts["keys.wasReset"];
    }

    private async Task KeepAsync(Dictionary<string, string> keys)
    {
        await Own.KeepAsync((await Current.GetAsync()).PersonId, keys, CancellationToken.None);
        Keys.Chosen = keys;
    }
}
