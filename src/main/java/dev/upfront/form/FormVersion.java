package dev.upfront.form;

import java.time.Instant;

/**
 * One published version of a form; never changed afterwards.
 *
 * @param json the form as Camunda Modeler saves it
 * @param sha256 of the JSON's UTF-8 bytes, in hexadecimal
 * @param title the form's first heading, else its id in words
 * @param eachBooking asked again for each booking; other forms are asked once per client
 */
public record FormVersion(String formId, int version, String sha256, String json, String title, boolean eachBooking, Instant publishedAt, String publishedBy) {}
