package dev.jari.business;

/** A point on the earth, in degrees. */
public record Place(double latitude, double longitude) {
    private static final double EARTH_RADIUS_METERS = 6_371_008.8;

    static final double METERS_PER_DEGREE = Math.toRadians(1) * EARTH_RADIUS_METERS;

    /** Along the great circle (haversine). */
    double metersTo(Place other) {
        double latitudes = Math.sin(Math.toRadians(other.latitude - latitude) / 2);
        double longitudes = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
        double h = latitudes * latitudes
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * longitudes
                        * longitudes;
        return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
