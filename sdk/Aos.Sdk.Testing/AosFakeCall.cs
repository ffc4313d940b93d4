namespace Aos.Sdk.Testing;

/// <summary>A call that arrived at the fake server.</summary>
/// <param name="Operation">Id of the operation, such as <c>GetVehicle</c>; null where no document has the path.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with query.</param>
/// <param name="Headers">Headers by name, case ignored.</param>
/// <param name="Body">The body as text; empty without one.</param>
public sealed record AosFakeCall(string? Operation, string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
