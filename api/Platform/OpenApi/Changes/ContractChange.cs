namespace Aos.Api.Platform.OpenApi.Changes;

/// <summary>What a difference between two documents means for a caller.</summary>
internal enum ChangeKind
{
    /// <summary>Says something in other words, or promises more than before: nobody has to know.</summary>
    Neutral,

    /// <summary>Something new that a caller may use, or a limit that was loosened.</summary>
    Addition,

    /// <summary>Still there, but marked to go.</summary>
    Deprecation,

    /// <summary>A program written for the former document may fail: gone, renamed, or narrower. Needs a new version in the path.</summary>
    Removal,
}

/// <summary>One difference between two documents of the same product and version.</summary>
/// <param name="Kind">What it means for a caller.</param>
/// <param name="Place">Operation id, or schema and property such as <c>Vehicle.paint</c>.</param>
/// <param name="Text">What is different, in one sentence.</param>
internal sealed record ContractChange(ChangeKind Kind, string Place, string Text);

/// <summary>The way that a value goes. What loosens a request tightens the work of whoever reads the answer.</summary>
internal enum Direction
{
    Request,
    Response,
}
