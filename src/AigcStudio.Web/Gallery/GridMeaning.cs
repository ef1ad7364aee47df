namespace AigcStudio.Web.Gallery;

public enum GridAct
{
    None,
    Moved,
    Chosen,
    Rate,
    Trash,
    Open,
    Lay,
    Compare,
    Earlier,
    Later,
}

/// <summary>What a key means in the grid.</summary>
/// <param name="Stars">Of <see cref="GridAct.Rate"/>.</param>
public readonly record struct GridMeaning(GridAct Act, int Stars = 0)
{
    public const int Favourite = 5;

    /// <summary>Moves and chooses at once; says what is left to be done.</summary>
    public static GridMeaning Of(string key, bool control, bool shift, GridPlan plan, GridSelection selection)
    {
        var at = Math.Max(0, selection.Cursor);
        int? to = key switch
        {
            "ArrowLeft" => at - 1,
            "ArrowRight" => selection.Cursor < 0 ? 0 : at + 1,
            "ArrowUp" when selection.Cursor >= 0 => plan.Vertical(at, -1),
            "ArrowDown" when selection.Cursor >= 0 => plan.Vertical(at, +1),
            "ArrowUp" or "ArrowDown" => 0,
            "Home" => 0,
            "End" => int.MaxValue,
            _ => null,
        };
        if (to is { } index)
        {
            selection.MoveTo(index, shift);
            return new(GridAct.Moved);
        }

        switch (key)
        {
            case "a" when control:
                selection.All();
                return new(GridAct.Chosen);
            case "Escape":
                selection.Clear();
                return new(GridAct.Chosen);
            case " " or "x" when !control:
                selection.Toggle(at);
                return new(GridAct.Chosen);
            case "." when !control:
                return new(GridAct.Rate, Favourite);
            case "Delete":
                return new(GridAct.Trash);
            case "Enter":
                return new(GridAct.Open);
            case "l" when !control:
                return new(GridAct.Lay);
            case "c" when !control:
                return new(GridAct.Compare);
            case "[":
                return new(GridAct.Earlier);
            case "]":
                return new(GridAct.Later);
            default:
                return !control && key is [>= '0' and <= '5'] ? new(GridAct.Rate, key[0] - '0') : new(GridAct.None);
        }
    }
}
