using System.Globalization;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>Column, type and direction of each order; the only place from which sort text enters a statement.</summary>
internal static class ClientSorts
{
    public static (string Column, string Cast, bool Descending) Of(string? sort) => sort switch
    {
        "createdAt" => ("c.created_at", "timestamptz", false),
        "name" => ("c.name", "text", false),
        "-name" => ("c.name", "text", true),
        _ => ("c.created_at", "timestamptz", true),
    };

    /// <summary>Sort value of a client, as it stands in a cursor.</summary>
    public static string ValueOf(string? sort, Client client) =>
        sort is "name" or "-name" ? client.Name : client.CreatedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
